import { useQuery } from "@tanstack/react-query";
import { engine } from "../../worker/client.ts";
import { useRun } from "../../storage/current-run.tsx";
import { EmptyNote, ErrorNote } from "../../component/note.tsx";
import { DrawingEditor } from "./drawing-editor.tsx";

/** Renders the Translate screen: a drawing, and its live translation by pix2pix. */
export default function TranslateScreen() {
  const { info: candidate } = useRun();
  const { data: surface, error } = useQuery({
    queryKey: ["surface", candidate!.id, candidate!.hash],
    queryFn: () => engine().translate.surface(candidate!.id),
    staleTime: Infinity,
    retry: false,
  });
  if (error) return <ErrorNote error={error} />;
  if (!surface) return <EmptyNote>…</EmptyNote>;
  return <DrawingEditor key={candidate!.id} id={candidate!.id} surface={surface} />;
}
