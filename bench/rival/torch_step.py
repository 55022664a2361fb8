"""One training step in PyTorch, the rival: the same networks, losses and optimizers as `omakase train`.

    python3 torch_step.py dcgan --batch 64 --features 64 --steps 5 --threads 2

DCGAN is the step of the PyTorch example: D on real and D on drawn pictures, update of D, G through the new D, update
of G. PyTorch also computes the gradients of D's weights in the generator's step, as that example does. Prints one
JSON line.
"""
import argparse
import json
import resource
import time

import torch
import torch.nn.functional as F
from torch import nn

parser = argparse.ArgumentParser()
parser.add_argument("model", choices=["dcgan", "vae"])
parser.add_argument("--batch", type=int, default=64)
parser.add_argument("--features", type=int, default=64)
parser.add_argument("--latent", type=int, default=100)
parser.add_argument("--steps", type=int, default=5)
parser.add_argument("--warmup", type=int, default=2)
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(1)
f, latent, batch = options.features, options.latent, options.batch


def dcgan():
    def up(i, o, stride, padding):
        return [nn.ConvTranspose2d(i, o, 4, stride, padding, bias=False), nn.BatchNorm2d(o), nn.ReLU(True)]

    def down(i, o):
        return [nn.Conv2d(i, o, 4, 2, 1, bias=False), nn.BatchNorm2d(o), nn.LeakyReLU(0.2, True)]

    g = nn.Sequential(*up(latent, f * 8, 1, 0), *up(f * 8, f * 4, 2, 1), *up(f * 4, f * 2, 2, 1), *up(f * 2, f, 2, 1),
                      nn.ConvTranspose2d(f, 3, 4, 2, 1, bias=False), nn.Tanh())
    d = nn.Sequential(nn.Conv2d(3, f, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, True), *down(f, f * 2),
                      *down(f * 2, f * 4), *down(f * 4, f * 8), nn.Conv2d(f * 8, 1, 4, bias=False), nn.Flatten())
    adam_d, adam_g = (torch.optim.Adam(n.parameters(), 2e-4, (0.5, 0.999)) for n in (d, g))
    real = torch.rand(batch, 3, 64, 64) * 2 - 1

    def step():
        d.zero_grad()
        F.softplus(-d(real)).mean().backward()
        fake = g(torch.randn(batch, latent, 1, 1))
        F.softplus(d(fake.detach())).mean().backward()
        adam_d.step()
        g.zero_grad()
        loss = F.softplus(-d(fake)).mean()
        loss.backward()
        adam_g.step()
        return loss.item()

    return step


def vae():
    widths = [f, f * 2, f * 4, f * 4]
    encoder, decoder, i = [], [], 3
    for w in widths:
        encoder += [nn.Conv2d(i, w, 4, 2, 1), nn.LeakyReLU(0.2, True)]
        i = w
    encode = nn.Sequential(*encoder, nn.Flatten())
    mean, log_variance = nn.Linear(f * 4 * 16, latent), nn.Linear(f * 4 * 16, latent)
    for w in [*reversed(widths[:-1])]:
        decoder += [nn.ConvTranspose2d(i, w, 4, 2, 1), nn.ReLU(True)]
        i = w
    decode = nn.Sequential(nn.Linear(latent, f * 4 * 16), nn.Unflatten(1, (f * 4, 4, 4)), nn.ReLU(True), *decoder,
                           nn.ConvTranspose2d(i, 3, 4, 2, 1), nn.Tanh())
    networks = nn.ModuleList([encode, mean, log_variance, decode])
    adam = torch.optim.Adam(networks.parameters(), 1e-3)
    real = torch.rand(batch, 3, 64, 64) * 2 - 1

    def step():
        adam.zero_grad()
        h = encode(real)
        m, v = mean(h), log_variance(h).clamp(-12, 6)
        output = decode(m + torch.randn_like(m) * (v / 2).exp())
        likelihood = (F.mse_loss(output, real) + 1e-8).log() * (3 * 64 * 64 / 2)
        divergence = (m.square() + v.exp() - v - 1).sum() / (2 * batch)
        loss = likelihood + divergence
        loss.backward()
        adam.step()
        return loss.item()

    return step


started = time.perf_counter()
step = {"dcgan": dcgan, "vae": vae}[options.model]()
step()
first = time.perf_counter() - started
for _ in range(options.warmup - 1):
    step()
times = []
for _ in range(options.steps):
    t = time.perf_counter()
    step()
    times.append(time.perf_counter() - t)
seconds = sorted(times)[len(times) // 2]
print(json.dumps({
    "engine": "pytorch " + torch.__version__.split("+")[0],
    "seconds": round(seconds, 4),
    "imagesPerSecond": round(batch / seconds, 1),
    "firstStepSeconds": round(first, 2),
    "peakMegabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
}))
