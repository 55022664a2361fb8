#!/usr/bin/env python3
"""One training step of a DCGAN, a GAN with gradient penalties, a cgan, a pix2pix, or a VAE in float64 PyTorch.

fixture.py FILE …: reads all weights, optimizer moments, images and noise from FILE and writes their values after the
step to FILE.after, with the gradients (gradient.NAME) and the losses (metric.NAME). The files are laid out as
safetensors. FILE's metadata name the model and its settings. Debian: apt-get install python3-torch.
"""
import json
import struct
import sys

import torch
from torch.distributions import Normal, kl_divergence
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    start = 8 + struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:start])
    settings = json.loads(header.pop("__metadata__")["settings"])
    tensors = {}
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        numbers = torch.frombuffer(bytearray(data[start + first : start + last]), dtype=torch.float64)
        tensors[name] = numbers.reshape(entry["shape"])
    return settings, tensors


def write(path, tensors):
    header, blocks, at = {}, [], 0
    for name, tensor in tensors.items():
        numbers = tensor.detach().contiguous().reshape(-1).tolist()
        block = struct.pack(f"<{len(numbers)}d", *numbers)
        header[name] = {"dtype": "F64", "shape": list(tensor.shape), "data_offsets": [at, at + len(block)]}
        blocks.append(block)
        at += len(block)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blocks))


def bias(name):
    return T[name + ".bias"].reshape(-1) if name + ".bias" in T else None


def conv(x, name, stride=2, padding=1):
    return F.conv2d(x, T[name + ".weight"], bias(name), stride, padding)


def up_conv(x, name, stride=2, padding=1):
    return F.conv_transpose2d(x, T[name + ".weight"], bias(name), stride, padding)


def up_conv_smooth(x, name):
    """Repeat every pixel four times, then apply a 3 x 3 convolution; omakase's weights are those of its transpose."""
    w = T[name + ".weight"].transpose(0, 1).flip(2, 3)
    return F.conv2d(F.interpolate(x, scale_factor=2, mode="nearest"), w, bias(name), padding=1)


def dense(x, name):
    return F.linear(x, T[name + ".weight"], bias(name))


def batch_norm(x, name):
    mean, variance, scale, shift = (T[f"{name}.{part}"].view(-1) for part in ("mean", "variance", "scale", "shift"))
    return F.batch_norm(x, mean, variance, scale, shift, training=True, momentum=0.1, eps=1e-5)


def parameters(network):
    kinds = ("weight", "bias", "scale", "shift")
    return [name for name in T if name.startswith(network + ".") and name.rsplit(".", 1)[1] in kinds]


def adam(names):
    for name in names:
        T[name].requires_grad_()
    options = settings["optimizer"]
    optimizer = torch.optim.Adam([T[name] for name in names], settings["learningRate"], (float(options["beta1"]), float(options["beta2"])))
    for name in names:
        optimizer.state[T[name]] = {
            "step": torch.tensor(float(settings["stepsDone"])),
            "exp_avg": T[f"optimizer.{name}.first"],
            "exp_avg_sq": T[f"optimizer.{name}.second"],
        }
    return optimizer


def update(optimizer, names, metric):
    for name in names:
        T["gradient." + name] = T[name].grad.clone()
    metrics[metric] = torch.stack([T[name].grad.square().sum() for name in names]).sum().sqrt()
    optimizer.step()


def terms(group, **named):
    """Record the terms of a loss as they are minimised, and their sum."""
    metrics.update({f"{group}.{name}": value for name, value in named.items()})
    metrics[f"{group}.loss"] = sum(named.values())


def update_average(names):
    """Update averaged weights, whose half-life grows with training."""
    half_life = settings["emaHalfLife"] * batch * (settings["stepsDone"] + 1)
    for name in names:
        T["average." + name].lerp_(T[name].detach(), 1 - 0.5 ** (batch / half_life))


def dcgan():
    bce = torch.nn.BCEWithLogitsLoss()

    def generator(z):
        x = z.reshape(batch, -1, 1, 1)
        x = F.relu(batch_norm(up_conv(x, "generator.1", 1, 0), "generator.2"))
        for at in (4, 7, 10):
            x = F.relu(batch_norm(up_conv(x, f"generator.{at}"), f"generator.{at + 1}"))
        return torch.tanh(up_conv(x, "generator.13"))

    def discriminator(x):
        x = F.leaky_relu(conv(x, "discriminator.0"), 0.2)
        for at in (2, 5, 8):
            x = F.leaky_relu(batch_norm(conv(x, f"discriminator.{at}"), f"discriminator.{at + 1}"), 0.2)
        return conv(x, "discriminator.11", 1, 0).reshape(-1)

    discriminator_names, generator_names = parameters("discriminator"), parameters("generator")
    for_d, for_g = adam(discriminator_names), adam(generator_names)
    on_real = discriminator(images)
    loss_real = bce(on_real, torch.ones(batch))
    loss_real.backward()
    fake = generator(noise)
    on_fake = discriminator(fake.detach())
    loss_fake = bce(on_fake, torch.zeros(batch))
    loss_fake.backward()
    update(for_d, discriminator_names, "discriminator.gradientNorm")
    terms("discriminator", adversarial=loss_real + loss_fake)
    metrics["realScore"], metrics["fakeScore"] = torch.sigmoid(on_real).mean(), torch.sigmoid(on_fake).mean()
    metrics["accuracy"] = torch.cat([on_real > 0, on_fake < 0]).double().mean()
    for_d.zero_grad()
    loss = bce(discriminator(fake), torch.ones(batch))
    loss.backward()
    update(for_g, generator_names, "generator.gradientNorm")
    terms("generator", adversarial=loss)


def gan():
    def generator(z):
        x = F.leaky_relu(dense(z, "generator.0").reshape(batch, -1, 4, 4), 0.2)
        x = F.leaky_relu(up_conv(x, "generator.3"), 0.2)
        x = F.leaky_relu(up_conv(x, "generator.5"), 0.2)
        return torch.tanh(up_conv(x, "generator.7"))

    def discriminator(x):
        x = F.leaky_relu(conv(x, "discriminator.0"), 0.2)
        x = F.leaky_relu(conv(x, "discriminator.2", 1), 0.2)
        x = F.leaky_relu(conv(x, "discriminator.4"), 0.2)
        return dense(F.leaky_relu(conv(x, "discriminator.6"), 0.2).flatten(1), "discriminator.9")

    def penalty(logits, x):  # the mean of the squared length of dD/dx: R1 on real images, R2 on generated ones
        (slope,) = torch.autograd.grad(logits.sum(), x, create_graph=True)
        return slope.square().sum((1, 2, 3)).mean()

    discriminator_names, generator_names = parameters("discriminator"), parameters("generator")
    for_d, for_g = adam(discriminator_names), adam(generator_names)
    fake = generator(noise)
    measured = max(1, round(batch * settings["penaltyFraction"]))
    measured_real, measured_fake = (x.detach()[:measured].requires_grad_() for x in (images, fake))
    on_real, on_fake = discriminator(images), discriminator(fake)
    loss = F.softplus(on_fake - on_real).mean()
    simultaneous = settings["updates"] == "simultaneous"
    if simultaneous:  # the generator's gradient uses the discriminator before its update
        loss_g = F.softplus(on_real - on_fake).mean()
        for_g.zero_grad()
        slopes = torch.autograd.grad(loss_g, [T[name] for name in generator_names], retain_graph=True)
    r1, r2 = penalty(discriminator(measured_real), measured_real), penalty(discriminator(measured_fake), measured_fake)
    weighted_penalty = settings["weights"]["gradientPenalty"] / 2 * (r1 + r2)
    total = loss + weighted_penalty
    total.backward(inputs=[T[name] for name in discriminator_names])
    update(for_d, discriminator_names, "discriminator.gradientNorm")
    terms("discriminator", adversarial=loss, gradientPenalty=weighted_penalty)
    metrics["realScore"], metrics["fakeScore"] = on_real.mean(), on_fake.mean()
    metrics["accuracy"] = (on_real > on_fake).double().mean()
    for_d.zero_grad()
    if simultaneous:
        for name, slope in zip(generator_names, slopes):
            T[name].grad = slope
    else:
        loss_g = F.softplus(discriminator(images) - discriminator(generator(noise))).mean()
        loss_g.backward(inputs=[T[name] for name in generator_names])
    update(for_g, generator_names, "generator.gradientNorm")
    terms("generator", adversarial=loss_g)
    update_average(generator_names)


def pix2pix():
    def level(x, path):  # a U-Net level: down, the deeper levels, up, with a skip connection
        h = conv(F.leaky_relu(x, 0.2), path + ".1")
        after = 2
        if path + ".2.scale" in T:
            h = level(batch_norm(h, path + ".2"), path + ".3")
            after = 4
        h = batch_norm(up_conv(F.relu(h), f"{path}.{after + 1}"), f"{path}.{after + 2}")
        mask = dropout.get(f"{path}.{after + 3}.dropout")
        return torch.cat([x, h if mask is None else h * 2 * (mask > 0.5)], 1)

    def generator(x):
        return torch.tanh(up_conv_smooth(F.relu(level(conv(x, "generator.0"), "generator.1")), "generator.3"))

    def discriminator(x):
        x = F.leaky_relu(conv(torch.cat([inputs, x], 1), "discriminator.0"), 0.2)
        x = F.leaky_relu(batch_norm(conv(x, "discriminator.2", 1), "discriminator.3"), 0.2)
        return conv(x, "discriminator.5", 1)

    dropout = {name: T.pop(name) for name in [*T] if name.endswith(".dropout")}
    assert len(dropout) == 2
    bce = F.binary_cross_entropy_with_logits
    discriminator_names, generator_names = parameters("discriminator"), parameters("generator")
    for_d, for_g = adam(discriminator_names), adam(generator_names)
    fake = generator(inputs)
    on_real, on_fake = discriminator(images), discriminator(fake.detach())
    loss = bce(on_real, torch.ones_like(on_real)) + bce(on_fake, torch.zeros_like(on_fake))
    loss.backward()
    update(for_d, discriminator_names, "discriminator.gradientNorm")
    terms("discriminator", adversarial=loss)
    metrics["realScore"], metrics["fakeScore"] = torch.sigmoid(on_real).mean(), torch.sigmoid(on_fake).mean()
    metrics["accuracy"] = torch.cat([on_real > 0, on_fake < 0]).double().mean()
    for_d.zero_grad()
    logits, difference = discriminator(fake), F.l1_loss(fake, images)
    loss_g = bce(logits, torch.ones_like(logits))
    weighted = settings["weights"]["reconstruction"] * difference
    (loss_g + weighted).backward()
    update(for_g, generator_names, "generator.gradientNorm")
    terms("generator", adversarial=loss_g, reconstruction=weighted)
    metrics["reconstruction"] = difference
    running = [name for name in T if name.startswith("generator.") and name.endswith((".mean", ".variance"))]
    update_average(generator_names + running)


def cgan():
    groups = settings["attributes"]  # [kind, width] of each
    width = sum(w for _, w in groups)

    def generator(z):
        code = torch.cat([z, attributes], 1)
        x = F.leaky_relu(dense(code, "generator.0.0").reshape(batch, -1, 4, 4), 0.2)
        for at in (1, 2):
            scale, shift = (dense(code, f"generator.{at}.{name}")[:, :, None, None] for name in ("guide", "shift"))
            x = F.leaky_relu(up_conv(x, f"generator.{at}") * (1 + scale) + shift, 0.2)
        return torch.tanh(up_conv_smooth(x, "generator.3.0"))

    def discriminator(x, condition):
        for at, stride in ((0, 2), (2, 1), (4, 2), (6, 1), (8, 2)):
            x = F.leaky_relu(conv(x, f"discriminator.trunk.{at}", stride), 0.2)
        predicted = dense(x.flatten(1), "discriminator.head")
        unconditional, predictions, projection = predicted.split([1, width, width], 1)
        return unconditional + (projection * condition).sum(1, keepdim=True) / len(groups) ** 0.5, predictions

    def attribute_error(predictions):  # each kind by PyTorch's own loss; the mean over all known values
        loss, at = 0, 0
        for kind, w in groups:
            predicted, target, mask = (x[:, at : at + w] for x in (predictions, attributes, attribute_mask))
            rows = mask[:, 0] > 0
            if kind == "binary":
                loss = loss + F.binary_cross_entropy_with_logits(predicted[rows], (target[rows] + 1) / 2, reduction="sum")
            elif kind == "category":
                loss = loss + F.cross_entropy(predicted[rows], target[rows].argmax(1), reduction="sum")
            else:
                loss = loss + F.mse_loss(predicted[rows], target[rows], reduction="sum")
            at += w
        at, count = 0, 0
        for _, w in groups:
            count, at = count + attribute_mask[:, at].sum(), at + w
        return loss / count

    def penalty(x, condition):
        (slope,) = torch.autograd.grad(discriminator(x, condition)[0].sum(), x, create_graph=True)
        return slope.square().sum((1, 2, 3)).mean()

    discriminator_names, generator_names = parameters("discriminator"), parameters("generator")
    for_d, for_g = adam(discriminator_names), adam(generator_names)
    fake = generator(noise)
    measured = max(1, round(batch * settings["penaltyFraction"]))
    measured_real, measured_fake = (x.detach()[:measured].requires_grad_() for x in (images, fake))
    (on_real, real_attributes), (on_fake, fake_attributes) = discriminator(images, attributes), discriminator(fake, attributes)
    loss, loss_g = F.softplus(on_fake - on_real).mean(), F.softplus(on_real - on_fake).mean()
    real_error, fake_error = attribute_error(real_attributes), attribute_error(fake_attributes)
    generator_loss = loss_g + settings["weights"]["generatorAttributes"] * fake_error
    slopes = torch.autograd.grad(generator_loss, [T[name] for name in generator_names], retain_graph=True)
    condition = attributes[:measured]
    mean_penalty = (penalty(measured_real, condition) + penalty(measured_fake, condition)) / 2
    # the discriminator learns attributes from real images only; those of generated images train the generator
    total = loss + settings["weights"]["gradientPenalty"] * mean_penalty + settings["weights"]["discriminatorAttributes"] * real_error
    total.backward(inputs=[T[name] for name in discriminator_names])
    update(for_d, discriminator_names, "discriminator.gradientNorm")
    weights = settings["weights"]
    terms(
        "discriminator",
        adversarial=loss,
        attributes=weights["discriminatorAttributes"] * real_error,
        gradientPenalty=weights["gradientPenalty"] * mean_penalty,
    )
    metrics.update(realAttributeError=real_error, fakeAttributeError=fake_error)
    metrics["realScore"], metrics["fakeScore"] = on_real.mean(), on_fake.mean()
    metrics["accuracy"] = (on_real > on_fake).double().mean()
    for name, slope in zip(generator_names, slopes):
        T[name].grad = slope
    update(for_g, generator_names, "generator.gradientNorm")
    terms("generator", adversarial=loss_g, attributes=weights["generatorAttributes"] * fake_error)
    half_life = settings["emaHalfLife"] * batch * (settings["stepsDone"] + 1)
    for name in generator_names:
        T["average." + name].lerp_(T[name].detach(), 1 - 0.5 ** (batch / half_life))


def vae():
    names = parameters("encoder") + parameters("decoder")
    optimizer = adam(names)
    x = images
    for at in (0, 2, 4):
        x = F.leaky_relu(conv(x, f"encoder.{at}"), 0.2)
    x = x.flatten(1)
    std = torch.exp(dense(x, "encoder.logVariance").clamp(-12, 6) / 2)
    posterior = Normal(dense(x, "encoder.mean"), std)
    x = F.relu(dense(posterior.mean + noise * std, "decoder.0").reshape(batch, -1, 4, 4))
    x = F.relu(up_conv(x, "decoder.3"))
    x = F.relu(up_conv(x, "decoder.5"))
    x = torch.tanh(up_conv(x, "decoder.7"))
    error = F.mse_loss(x, images)
    divergence = kl_divergence(posterior, Normal(0.0, 1.0)).sum() / batch
    # the log-likelihood of a Gaussian whose variance is the mean squared error (Rybkin et al. 2021), without constants,
    # times the number of independent values, estimated from the variance of the means of 8 x 8 blocks
    errors = (x - images).detach()
    block_variance = F.avg_pool2d(errors.mean(1, keepdim=True), images.shape[2] // 8).square().mean()
    values = error.detach() / (block_variance + 1e-12) * 64
    likelihood = values / 2 * torch.log(error + 1e-8)
    loss = likelihood + divergence
    loss.backward()
    update(optimizer, names, "gradientNorm")
    metrics.update(loss=loss, reconstruction=error, negativeLogLikelihood=likelihood, klDivergence=divergence)


for path in sys.argv[1:]:
    settings, T = read(path)  # T: every tensor by name
    batch = settings["batchSize"]
    noise, images, inputs = T.pop("noise", None), T.pop("images"), T.pop("inputs")
    attributes, attribute_mask = T.pop("attributes"), T.pop("attributeMask")
    metrics = {}
    {"dcgan": dcgan, "gan": gan, "cgan": cgan, "pix2pix": pix2pix, "vae": vae}[settings["kind"]]()
    write(path + ".after", {**T, **{"metric." + name: value.reshape(1) for name, value in metrics.items()}})
