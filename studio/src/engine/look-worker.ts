/** The worker of Look inside. */
import { createLookEngine } from "./look-engine.ts";
import { serve } from "./serve.ts";

serve(createLookEngine);
