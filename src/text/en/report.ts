/** English sentences of `src/figure/report`, by file. */
export const reportSentences = {
  page: {
    quoted: "“{source}”",
    documentTitle: "Training report — omakase",
    brand: "omakase",
    otherLanguage: "日本語",
    theme: "Light / dark",
    heading: "The models have learnt to draw",
    lead: "{pictures} pictures of {source} were the examples, and {models} learnt from them. Here is what they draw, and how to read it.",
    oneModel: "one model",
    manyModels: "{count} models",
    next: "What to try next",
    terms: "Words",
    credits: "Credits",
    learnt: "Examples",
    source: "{pictures} of {source} ({size} × {size})",
    time: "Training time",
    minutes: "{minutes} min",
    underAMinute: "under a minute",
    seen: "Pictures seen",
    seenValue: "{seen} ({rounds} times round)",
    speed: "Speed",
    speedValue: "{speed} pictures a second",
    steps: "Steps",
    numbers: "The last numbers",
    lookAt: "Look at this",
    swipe: "Scroll sideways for more →",
    morph: "Morph",
    morphLook:
      "A slow walk through latent space from one picture to another. Are the steps between still pictures? Does it jump anywhere?",
    compareHeading: "The models side by side",
    compareLead: "None of them is simply the best: each is good at something else.",
    nextLead:
      "Paste these into a terminal in the folder of this project. If PowerShell on Windows refuses, write `npx.cmd` for `npx`.",
    copy: "Copy",
    copied: "Copied",
    termsLead: "The words of this page, without formulas.",
    noRuns: "Nothing has been trained yet. Begin with `npm start`.",
    comparison: {
      sharp: "Sharpness",
      fresh: "Drawing new pictures",
      encode: "Taking in a photo",
      morph: "Smooth morphs",
      steady: "Steady training",
    },
  },
  credits: {
    papers: {
      ae: "Autoencoder: G. Hinton, R. Salakhutdinov, “Reducing the Dimensionality of Data with Neural Networks” (2006)",
      vae: "VAE: D. Kingma, M. Welling, “Auto-Encoding Variational Bayes” (2013)",
      gan: "GAN: I. Goodfellow et al., “Generative Adversarial Networks” (2014); loss after N. Huang et al., “The GAN is dead; long live the GAN!” (2024)",
      "latent-flow":
        "Latent flow: R. Rombach et al., “High-Resolution Image Synthesis with Latent Diffusion Models” (2022); P. Esser et al., “Taming Transformers for High-Resolution Image Synthesis” (VQGAN, 2021); Y. Lipman et al., “Flow Matching for Generative Modeling” (2023)",
      dcgan:
        "DCGAN: A. Radford, L. Metz, S. Chintala, “Unsupervised Representation Learning with Deep Convolutional GANs” (2015)",
      cgan: "cgan: Y. Jin et al., “Towards the Automatic Anime Characters Creation with Generative Adversarial Networks” (2017); A. Odena et al. (AC-GAN, 2017); T. Miyato, M. Koyama (2018); loss after N. Huang et al. (2024)",
      pix2pix: "pix2pix: P. Isola et al., “Image-to-Image Translation with Conditional Adversarial Networks” (2017)",
    },
    parts: "Figures: Observable Plot (ISC), resvg (MPL-2.0), lettering in Noto Sans JP (SIL OFL 1.1)",
  },
  diagram: {
    picture: "picture",
    encoder: "encoder",
    squeezes: "squeezes",
    decoder: "decoder",
    draws: "draws",
    redrawnPicture: "redrawn picture",
    numbers: "{latent} numbers",
    fewNumbers: "a few numbers",
    latent: "latent",
    blurredPlace: "blurred place",
    inputPicture: "input picture",
    randomNumbersOrder: "random numbers, and an order",
    randomNumbers: "random numbers",
    aLatent: "a latent",
    generatorNickname: "counterfeiter",
    generator: "generator",
    discriminatorNickname: "detective",
    discriminator: "discriminator",
    forgery: "forgery",
    realExample: "real example",
    realForged: "real or forged?",
    flow: "flow",
    leads: "leads the way",
    newPicture: "new picture",
    flowing:
      "The flow leads random numbers to places where pictures lie, in eight small steps; the decoder draws what is there. An encoder showed it these places, and a detective made the decoder sharp: neither is needed any more.",
    redrawing: "Encoder and decoder learn together to make the difference between the two pictures small.",
    mapping:
      "Each time it draws from a slightly different point of the place, so the points in between become pictures too.",
    competing:
      "From every verdict the detective learns to see better and the counterfeiter to fool better. Afterwards only the counterfeiter is needed.",
    translating:
      "The detective looks at input and picture side by side and judges each small patch: is this a real pair? The counterfeiter learns to fool it, and to come near the true picture as well.",
    ordering:
      "The detective says what it reads as well: glasses, a smile. The counterfeiter learns to look real, and to be read as it was ordered.",
  },
  glossary: {
    model: {
      term: "Model",
      meaning:
        "A calculation with very many adjustable numbers (weights). Training means making those numbers a little better, again and again.",
    },
    training: {
      term: "Training",
      meaning: "Showing the examples over and over and adjusting the weights so that the mistakes get smaller.",
    },
    loss: {
      term: "Loss",
      meaning:
        "A score for how large the mistakes are. Lower is better, except in a GAN, where it depends on the opponent.",
    },
    latentLatentSpace: {
      term: "Latent, latent space",
      meaning:
        "A latent is the few dozen numbers that decide a picture, much like an address. Latent space is the map of all addresses; neighbours give similar pictures.",
    },
    encoder: {
      term: "Encoder",
      meaning: "The part that squeezes a picture into a latent.",
    },
    decoder: {
      term: "Decoder",
      meaning: "The part that draws a picture from a latent.",
    },
    generator: {
      term: "Generator (counterfeiter)",
      meaning: "The network of a GAN that draws. It does the work of a decoder.",
    },
    discriminator: {
      term: "Discriminator (detective)",
      meaning: "The network that tells real examples from drawn pictures. It is needed for training only.",
    },
    step: {
      term: "Step",
      meaning: "Looking at a few pictures at once (a batch) and adjusting the weights one time.",
    },
    picturesSeen: {
      term: "Pictures seen",
      meaning: "How many pictures were shown in training, counting a picture again each time it is shown.",
    },
    epoch: {
      term: "Epoch",
      meaning: "One round through all examples: with 1,000 examples, an epoch is 1,000 pictures seen.",
    },
    checkpoint: {
      term: "Checkpoint",
      meaning: "A saved moment of training. As with a saved game, you can go on from there.",
    },
    seed: {
      term: "Seed",
      meaning: "Where the random numbers start. The same seed and the same model give the same picture.",
    },
    morph: {
      term: "Morph",
      meaning: "Walking between two points of latent space, so that one picture turns into another.",
    },
    modeCollapse: {
      term: "Mode collapse",
      meaning: "When a GAN draws nearly the same picture every time.",
    },
    memorising: {
      term: "Memorising (overfitting)",
      meaning: "With few examples a model may give those back as they are and draw nothing new.",
    },
  },
  model: {
    contest: {
      question: "Should the detective be as good as possible?",
      answer:
        "No: it should be **just a little ahead**. With a weak detective, sloppy forgeries pass and the counterfeiter gets lazy. With one that is far too good, everything is simply “fake”, and the counterfeiter cannot tell what to mend.",
    },
    collapse: {
      question: "What is mode collapse?",
      answer:
        "Once the counterfeiter finds a picture that always passes, it may draw **nothing but that**. If the face on the banknote never changes, one face is all a counterfeiter needs to practise. Look for twins among the pictures above. If there are many, give it more varied examples, or go back to an earlier checkpoint.",
    },
    ae: {
      name: "Autoencoder",
      gloss: "AE",
      motto: "Squeeze it, and draw it again",
      lead: "It squeezes a picture into a handful of numbers (a **latent**) and then draws the picture again from those numbers alone. The right answer is the picture itself, so no labels are needed. The narrow passage teaches the model to keep what matters.",
      question: "Can an autoencoder draw new pictures?",
      answer:
        "Not well. Its latent space is full of **gaps** where the model has never been, and a point in a gap gives a broken picture. The VAE closes those gaps.",
      marks: {
        sharp: "keeps the large shapes",
        fresh: "breaks in the gaps",
        encode: "what it is made for",
        morph: "may break on the way",
        steady: "hardly ever fails",
      },
    },
    vae: {
      name: "Variational autoencoder",
      gloss: "VAE",
      motto: "A map without gaps",
      lead: "Built like the autoencoder, but it keeps each picture as a **slightly blurred place** and not as a point. Neighbouring places overlap, so the map has no gaps: any point on it gives a picture, and one picture turns smoothly into another.",
      question: "Why are the VAE's pictures soft?",
      answer:
        "A VAE keeps its **average error** small. Where it cannot be sure, such as the place of each grain of rice, painting the colour in between costs least. The result looks like many possible pictures laid over one another: soft edges, few fine patterns. It is not broken, it is careful.",
      marks: {
        sharp: "soft",
        fresh: "every point gives a picture",
        encode: "good at it",
        morph: "what it is best at",
        steady: "hardly ever fails",
      },
    },
    gan: {
      name: "GAN",
      gloss: "generative adversarial network",
      motto: "A counterfeiter against a detective",
      lead: "Two networks compete. The **counterfeiter** (generator) turns random numbers into pictures that should pass for real. The **detective** (discriminator) tells real from forged. Found out, the counterfeiter changes its ways; fooled, the detective looks closer; and so both get better. Soft pictures are found out at once, which is why a GAN draws sharp ones.",
      marks: {
        sharp: "sharp",
        fresh: "what it is made for",
        encode: "has no entrance",
        morph: "changes nicely",
        steady: "watch the balance",
      },
    },
    "latent-flow": {
      name: "Latent flow",
      gloss: "latent-flow",
      motto: "VAE and GAN make peace",
      lead: "First an autoencoder learns to redraw pictures. Then a **detective** joins in, as in the GAN, and the pictures become **sharp**. At the end a small network, the **flow**, learns where in latent space pictures lie, and leads random numbers there. Large image models of today are built like this.",
      question: "Why does it not collapse, as a GAN can?",
      answer:
        "Its decoder redraws every example, so it cannot settle for a single picture. And the flow has no opponent: it has one right answer for each step, and learns it.",
      marks: {
        sharp: "sharp: a detective looked on",
        fresh: "new pictures",
        encode: "takes any picture in",
        morph: "changes smoothly",
        steady: "one task after another",
      },
    },
    dcgan: {
      name: "DCGAN",
      gloss: "the classic of 2015",
      motto: "The recipe that made GANs work",
      lead: "The famous recipe that first made GANs of convolutions train reliably. The newer GAN adds what was found later: it judges real and forged **against each other**, keeps the detective from **changing too abruptly**, and **averages** the counterfeiter's weights. Compare what each does with its time.",
      marks: {
        sharp: "sharp, given time",
        fresh: "at times one-sided",
        encode: "has no entrance",
        morph: "changes nicely",
        steady: "can collapse",
      },
    },
    cgan: {
      name: "GAN with attributes",
      gloss: "cgan",
      motto: "It draws to order",
      lead: "Hair colour, glasses, the way a head is turned: this GAN learns the labels of the pictures (**attributes**) too, and **takes orders**: pink hair, with glasses, turned by 30 degrees. Whatever you do not order is drawn by lot, so every picture is another one.",
      question: "Can it draw what is rarely seen together?",
      answer:
        "Often, where the two can be learnt apart, such as hair colour and glasses. But the fewer examples there are, the more often it fails. With `--balanced`, training shows rare combinations more often.",
      marks: {
        sharp: "sharp",
        fresh: "new pictures, to order",
        encode: "has no entrance",
        morph: "changes one thing alone",
        steady: "labels keep it on the way",
      },
    },
    pix2pix: {
      name: "pix2pix",
      gloss: "a GAN that translates",
      motto: "Hand in a sketch, get it finished",
      lead: "From pairs of an input and its target it learns to turn one picture into another. The **counterfeiter** starts from the input picture and not from random numbers, and the fine shapes of the input take a **short cut** (skip connections) to the way out. The **detective** sees input and picture side by side and judges every small patch: is this a real pair?",
      question: "Is it not enough to come near the target?",
      answer:
        "Colours and shapes come out right, but **blurred**: where the input does not decide (the place of each grain of rice), the average of all possible pictures costs least. The detective finds blurred patches out at once, so the counterfeiter has to settle for one of them and draw it sharply.",
      marks: {
        sharp: "sharp",
        fresh: "needs an input picture",
        encode: "what it is made for",
        morph: "has no latent space",
        steady: "the target keeps it on the way",
      },
    },
    headings: {
      samples: "New pictures",
      time: "Getting better over time",
      redrawn: "Redrawing better over time",
      losses: "Loss over time",
      balance: "Detective against counterfeiter",
      health: "How the training went",
      reconstructions: "Originals and what was redrawn",
      attributes: "One thing changed",
      translations: "Input, output, target",
      map: "Map of the latent space",
      strip: "The morph, frame by frame",
    },
    samplesLook: {
      ae: "Drawn from random points of the map. The autoencoder never practised this, so broken pictures are to be expected.",
      vae: "Soft is fine, as long as you can tell what it is. Is there variety in colour and shape?",
      gan: "Are they sharp? Are there twins among them? Look for odd ones too, unlike any example.",
      "latent-flow":
        "Are shapes whole, as the VAE's are, and edges sharp, as the GAN's are? Look for two things that run into one another.",
      dcgan: "Compare them with the newer GAN's. Are shapes broken? Do pictures repeat?",
      cgan: "Drawn without an order. Are they sharp? Are hair and faces as varied as in the examples?",
      pix2pix: "A pix2pix draws nothing without an input.",
    },
    stagesTimeLook:
      "From above: first it learns to redraw the same pictures, blurred and then sharp. In the last rows the flow has begun, and draws new ones.",
    stagesLossLook:
      "Three curves, one after the other: the error of the redrawn pictures, the detective who joins in, and the flow at the end. Each has its own task, so they cannot be compared.",
    attributesLook:
      "In each row nothing is changed but what stands at its left. If all else stays as it is, it has learnt well.",
    translationsLook:
      "None of these pairs was used for training. Do the shapes follow the input? Colours and textures that the input does not say may differ from the target, as long as they are plausible.",
    translatedLook:
      "On top the inputs, at the bottom the targets. Between them training goes on from top to bottom: first come the colours, then the shapes, then the texture.",
    conditionLook:
      "All is well if the difference from the target falls and slowly levels out. The losses of detective and counterfeiter are a contest, so neither keeps falling.",
    timeLook:
      "Each column is one and the same seed. From top to bottom come first the colours, then the shapes, then fine detail.",
    redrawnLook:
      "Each column is one picture, redrawn. From top to bottom come back first the colours, then the shapes, then fine detail.",
    lossLook: "All is well if it falls and slowly levels out. Once it is level, going on changes little.",
    informationLook:
      "All is well if the error falls and slowly levels out. The stretch of the rubber bands (KL) is how much is written into the numbers: it rises, then settles.",
    contestLook:
      "This is a contest, so neither keeps falling. All is well while the two do not drift far apart. Judge by the pictures, not by the loss.",
    balanceLook:
      "A detective stuck at 100 % is too strong; near 50 % it merely guesses. A good contest moves between the two.",
    scoresLook:
      "The closer the two lines at the top, the better the counterfeiter fools the detective. This GAN keeps the detective from changing abruptly, so the counterfeiter goes on learning even where the accuracy is high.",
    healthLook:
      "All is well while the distance falls and the variety comes near 100 %. A sudden loss of variety means that the counterfeiter draws the same again and again.",
    pairsLook:
      "Above the original, below what was redrawn. Are colour and shape still there? Fine patterns are the first to go.",
    softPairsLook:
      "Above the original, below what was redrawn: a little softer than the autoencoder's. In return the map is smooth.",
    mapLook:
      "Do similar pictures lie together? The colours are the true labels, which the model was never told. Where they form groups, it found them by itself.",
    stripLook: "It changes little by little from left to right. No sudden jump means no gap in the map.",
  },
  nextSection: {
    heading: "Draw other pictures",
    why: "Every other seed, the last number, gives new ones.",
    trainLonger: "Train for longer",
    goesCheckpointDoMore: "It goes on from its checkpoint. What do 20 more minutes change?",
    makeMorph: "Make a morph",
    animationPictureSeedSeed: "An animation from the picture of seed 1 to that of seed 2.",
    putPictureOwn: "Put in a picture of your own",
    writeOwnFilePhoto: "Write your own file for `photo.jpg`. How does the model redraw what it has never seen?",
    writeModel: "Write such a model yourself",
    courseChapterStudio:
      "The course, 15 minutes a chapter. In an editor of your own by this command; in the browser: `npx omakase studio`, screen Learn.",
    seeCanOrder: "See what you can order",
    chooseListOrderSet: "Choose from the list, and order it with `--set`.",
    translatePictureOwn: "Translate a picture of your own",
    writeOwnFileDrawing:
      "Write your own file for `drawing.png`. The more it resembles the inputs it learnt from, the better.",
    trainOwnPictures: "Train on your own pictures",
    fewHundredPicturesSame: "A few hundred pictures of the same kind are a good start.",
    lookThroughDataFirst: "Look through your data first",
    findsDuplicatesLabelsToo: "Finds duplicates, and labels that are too rare.",
    takeMinutesCompareDcgan: "Take 30 minutes, and compare with DCGAN",
    longerTrainClearerDifference: "The longer they train, the clearer the difference.",
  },
  runSection: {
    morphAlternative: "{morph}: {name}",
    chapter:
      "Why it looks like this: chapter {number} of the course. In an editor of your own: `npx omakase lesson {number}`. In a browser, while `npx omakase studio` runs:",
    openChapter: "open chapter {number}",
  },
} as const;
