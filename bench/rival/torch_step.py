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
parser.add_argument("model", choices=["dcgan", "cgan", "pix2pix", "vae"])
parser.add_argument("--batch", type=int, default=64)
parser.add_argument("--features", type=int, default=64)
parser.add_argument("--latent", type=int, default=100)
parser.add_argument("--steps", type=int, default=5)
parser.add_argument("--warmup", type=int, default=6)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--device", default="cpu", help="cpu, or cuda: then in float32 without TF32")
options = parser.parse_args()
torch.set_num_threads(options.threads)
torch.set_default_device(options.device)
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


def pix2pix():
    def norm(features):
        return nn.InstanceNorm2d(features, affine=True)

    class Floor(nn.Module):  # down, what lies below, and up again, beside its input
        def __init__(self, widths, at):
            super().__init__()
            i, o, last = widths[at - 1], widths[at], at == len(widths) - 1
            below = [] if last else [norm(o), Floor(widths, at + 1)]
            self.body = nn.Sequential(nn.LeakyReLU(0.2), nn.Conv2d(i, o, 4, 2, 1, bias=last), *below, nn.ReLU(True),
                                      nn.ConvTranspose2d(o if last else 2 * o, i, 4, 2, 1, bias=False), norm(i),
                                      *([nn.Dropout(0.5)] if at >= len(widths) - 3 else []))

        def forward(self, x):
            return torch.cat([x, self.body(x)], 1)

    g = nn.Sequential(nn.Conv2d(3, f, 4, 2, 1), Floor([f, f * 2, f * 4, f * 4, f * 4, f * 4], 1), nn.ReLU(True),
                      nn.ConvTranspose2d(2 * f, 3, 4, 2, 1), nn.Tanh())
    d = nn.Sequential(nn.Conv2d(6, f, 4, 2, 1), nn.LeakyReLU(0.2, True), nn.Conv2d(f, f * 2, 4, 1, 1, bias=False),
                      norm(f * 2), nn.LeakyReLU(0.2, True), nn.Conv2d(f * 2, 1, 4, 1, 1))
    average = [p.detach().clone() for p in g.parameters()]
    adam_d, adam_g = (torch.optim.Adam(n.parameters(), 2e-4, (0.5, 0.999)) for n in (d, g))
    given, real = (torch.rand(batch, 3, 64, 64) * 2 - 1 for _ in range(2))

    def step():
        fake = g(given)
        d.zero_grad()
        loss_d = F.softplus(-d(torch.cat([given, real], 1))).mean()
        (loss_d + F.softplus(d(torch.cat([given, fake.detach()], 1))).mean()).backward()
        adam_d.step()
        g.zero_grad()
        loss = F.softplus(-d(torch.cat([given, fake], 1))).mean() + 100 * F.l1_loss(fake, real)
        loss.backward()
        adam_g.step()
        torch._foreach_lerp_(average, [p.detach() for p in g.parameters()], 0.1)
        return loss.item()

    return step


def cgan():
    # the networks and the loss of omakase's `cgan`: ten tags with five choices each
    tags, choices, gamma, part = 10, 5, 2, 0.25
    width = tags * choices
    widths = [f * 8, f * 4, f * 2, f]
    start = nn.Linear(latent + width, widths[0] * 16)
    last = nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(f, 3, 3, 1, 1))
    grow = nn.ModuleList(nn.ConvTranspose2d(i, o, 4, 2, 1) for i, o in zip(widths, widths[1:]))
    guide = nn.ModuleList(nn.Linear(latent + width, o) for o in widths[1:])
    trunk, i = [], 3
    for at, w in enumerate(reversed(widths)):
        trunk += [nn.Conv2d(i, w, 4, 2, 1), nn.LeakyReLU(0.2)]
        trunk += [nn.Conv2d(w, w, 3, 1, 1), nn.LeakyReLU(0.2)] if at < 2 else []
        i = w
    trunk = nn.Sequential(*trunk, nn.Flatten())
    head = nn.Linear(widths[0] * 16, 1 + 2 * width)
    g, d = nn.ModuleList([start, last, grow, guide]), nn.ModuleList([trunk, head])
    adam_d, adam_g = (torch.optim.Adam(n.parameters(), 2e-3, (0.0, 0.99)) for n in (d, g))
    average = [p.detach().clone() for p in g.parameters()]
    real = torch.rand(batch, 3, 64, 64) * 2 - 1
    wanted = torch.zeros(batch, tags, dtype=torch.long)
    told = F.one_hot(wanted, choices).flatten(1).float()

    def draw(z):
        code = torch.cat([z, told], 1)
        x = F.leaky_relu(start(code).reshape(batch, -1, 4, 4), 0.2)
        for up, by in zip(grow, guide):
            x = F.leaky_relu(up(x) * (1 + by(code))[:, :, None, None], 0.2)
        return torch.tanh(last(x))

    def judge(x, y):
        plain, reading, fit = head(trunk(x)).split([1, width, width], 1)
        return plain + (fit * y).sum(1, keepdim=True) / tags**0.5, reading

    def misread(reading):
        return F.cross_entropy(reading.reshape(-1, choices), wanted.reshape(-1))

    def step():
        fake = draw(torch.randn(batch, latent))
        logits, reading = judge(torch.cat([real, fake]), torch.cat([told, told]))
        (on_real, on_fake), (seen, drawn) = logits.split(batch), reading.split(batch)
        adam_g.zero_grad()
        loss_g = F.softplus(on_real - on_fake).mean() + misread(drawn)
        loss_g.backward(inputs=list(g.parameters()), retain_graph=True)
        some = max(1, round(batch * part))
        x = torch.cat([real[:some], fake[:some].detach()]).requires_grad_()
        (slope,) = torch.autograd.grad(judge(x, told[:some].repeat(2, 1))[0].sum(), x, create_graph=True)
        adam_d.zero_grad()
        steep = slope.square().sum() / (2 * some)
        (F.softplus(on_fake - on_real).mean() + misread(seen) + gamma * steep).backward(inputs=list(d.parameters()))
        adam_d.step()
        adam_g.step()
        with torch.no_grad():
            torch._foreach_lerp_(average, list(g.parameters()), 0.01)
        return loss_g.item()

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
step = {"dcgan": dcgan, "cgan": cgan, "pix2pix": pix2pix, "vae": vae}[options.model]()
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
