import { useQuery } from "@tanstack/react-query";
import { engine } from "../../engine/client.ts";
import { useRun } from "../../kept/run.tsx";
import { EmptyNote, ErrorNote } from "../../part/note.tsx";
import { Desk } from "./desk.tsx";

/** One draws, and sees meanwhile what a pix2pix makes of it. */
export default function TranslateScreen() {
  const { card } = useRun();
  const { data: surface, error } = useQuery({
    queryKey: ["surface", card!.id, card!.hash],
    queryFn: () => engine().translate.surface(card!.id),
    staleTime: Infinity,
    retry: false,
  });
  if (error) return <ErrorNote error={error} />;
  if (!surface) return <EmptyNote>…</EmptyNote>;
  return <Desk key={card!.id} id={card!.id} surface={surface} />;
}
