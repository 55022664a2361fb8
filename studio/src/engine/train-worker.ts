/** The worker that trains: a second one, so that drawing stays quick, and what training needs is fetched only for it. */
import { serve } from "./serve.ts";
import { training } from "./train.ts";

serve(training);
