import { useRun } from "../../storage/current-run.tsx";
import { useFamilies } from "../../storage/families.ts";
import { Fuse } from "./fuse.tsx";

/** Crosses two pictures: samples offspring of two parents. */
export default function FuseScreen() {
  const { facts } = useRun();
  const families = useFamilies(facts?.hash ?? "");
  return facts && families && <Fuse key={facts.hash} facts={facts} families={families} />;
}
