import { topologicalOrder } from "../../src/tensor/index.ts";
import { deviceSuite } from "./device-suite.ts";
import { suiteGraph } from "./suite-graph.ts";

/** Returns the cases of the suite that have an operation that none before has. */
export function casesOfEachOperation(): typeof deviceSuite {
  const seen = new Set<string>();
  return deviceSuite.filter((one) => {
    const before = seen.size;
    for (const { op } of topologicalOrder(Object.values(suiteGraph(one).outputs))) seen.add(op);
    return seen.size > before;
  });
}
