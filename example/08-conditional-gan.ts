/**
 * A conditional GAN: generator and discriminator both get the attributes (Mirza & Osindero 2014; the discriminator by
 * projection, Miyato & Koyama 2018). After training, images are drawn on demand:
 *
 *     npx omakase train example/08-conditional-gan.ts characters --size 32
 *     npx omakase generate <run> --set hairColor=pink
 */
import { type Attributes, defineModel, encodedWidth, type ImageShape, nn, ops } from "omakase";

const { add, meanAll, multiply, softplus, sum } = ops;
const latent = 16;

const isReal = (logit: ops.Tensor) => meanAll(softplus(multiply(logit, -1)));

interface Options extends ImageShape {
  /** Attributes of the data set; the command passes them where there are some. */
  readonly attributes?: Attributes;
}

const spectral = { stride: 2, spectral: true }; // spectral normalization keeps the discriminator smooth
const trunk = nn.sequential(nn.conv(16, spectral), nn.leakyRelu(), nn.conv(32, spectral), nn.leakyRelu(), nn.flatten());

export default ({ size, channels, attributes }: Options) => {
  if (!attributes) throw new Error("08-conditional-gan: expected a data set with attributes. Train it on characters.");
  const width = encodedWidth(attributes);
  const generator = nn.sequential(
    nn.dense(32 * (size / 4) ** 2), // [batch, latent + width]
    nn.reshape(32, size / 4, size / 4),
    nn.leakyRelu(),
    nn.upConv(16),
    nn.leakyRelu(),
    nn.upConvSmooth(channels),
    nn.tanh(),
  );
  const discriminator = (images: ops.Tensor, condition: ops.Tensor, scope: nn.Scope) => {
    const features = trunk(images, scope.child("trunk"));
    const match = sum(multiply(nn.dense(width)(features, scope.child("projection")), condition), [1]); // [batch, 1]
    return add(nn.dense(1)(features, scope.child("logit")), match);
  };
  return defineModel({
    kind: "conditional-gan",
    networks: { generator, discriminator },
    latent,
    attributes,
    average: ["generator"],
    settings: { learningRate: 1e-3, optimizer: { name: "adam", beta1: 0, beta2: 0.99 }, emaHalfLife: 0.05 },
    losses: {
      discriminator({ images, attributes, size: batch }, { generator, discriminator, noise }) {
        const fakes = generator(ops.concatenate([noise("z", [batch, latent]), attributes], 1));
        return add(isReal(discriminator(images, attributes)), meanAll(softplus(discriminator(fakes, attributes))));
      },
      generator({ attributes, size: batch }, { generator, discriminator, noise }) {
        const fakes = generator(ops.concatenate([noise("z", [batch, latent]), attributes], 1));
        return isReal(discriminator(fakes, attributes));
      },
    },
    decode: ({ code }, { generator }) => generator(code),
  });
};
