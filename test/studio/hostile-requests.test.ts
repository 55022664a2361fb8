import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Text } from "../../src/error.ts";
import { uploadSchema, trainingJobSchema, manifestSchema } from "../../src/protocol/index.ts";
import { casesOf, nightlyTest } from "../nightly.ts";
import { runOmakase } from "../run-omakase.ts";
import { cliProgramPath, spawnStudio, type StudioProcess } from "./spawn-studio.ts";
import { smallPictureArchive, smallPictures } from "./small-pictures.ts";

/**
 * Returns the maximum delay of another visitor's request, ms: one second, longer by as much as more processes want to
 * run than the machine has cores.
 */
const longest = () => 1000 * Math.max(1, loadavg()[0] / availableParallelism());

/** Requests that would exhaust a server's memory or time, while another visitor continues. */
describe.skipIf(!existsSync(cliProgramPath))("a studio under load", () => {
  let workspace: string;
  let studio: StudioProcess;
  let port: number;
  let model: string;

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase-hostile-"));
    const small = ["--size", "16", "--count", "60", "--features", "4", "--batch-size", "4", "--seed", "7"];
    const words = ["train", "ae", "faces", ...small, "--steps", "2", "--out", "runs/own"];
    expect(await runOmakase(cliProgramPath, workspace, words)).toMatchObject({ code: 0 });
    studio = await spawnStudio(workspace);
    port = Number(new URL(studio.address).port);
    const { runs } = manifestSchema.parse(await studio.json("/studio.json"));
    model = runs.find(({ id }) => id === "own")!.hash;
  });
  afterAll(async () => {
    await studio.end();
    await rm(workspace, { recursive: true, force: true });
  });

  const chunked = (path: string, type: string, bytes: Uint8Array, piece = 1000) => {
    let at = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += piece)));
        else controller.close();
      },
    });
    const headers = { "Content-Type": type };
    return studio.request(path, { method: "POST", body, headers, duplex: "half" } as RequestInit);
  };
  const text = (value: string) => new TextEncoder().encode(value);
  const json = "application/json";
  const sentenceOf = async (answer: Response) => ((await answer.json()) as { error: Text }).error.en;

  /** Opens a connection, sends the start of a request, and never reads. */
  const begin = (start: string): Socket => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.pause();
    socket.write(start);
    return socket;
  };
  const startOf = (method: string, path: string, more = "") =>
    `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n${more}\r\n`;

  /** Runs an action and returns a second visitor's longest response time meanwhile, ms. */
  async function slowestMeanwhile(action: () => Promise<unknown>): Promise<number> {
    let over = false;
    let slowest = 0;
    const doing = action().finally(() => (over = true));
    while (!over) {
      const start = performance.now();
      expect((await studio.request("/api/jobs")).status).toBe(200);
      slowest = Math.max(slowest, performance.now() - start);
      await new Promise((done) => setTimeout(done, 20));
    }
    await doing;
    return slowest;
  }
  /** Reads the resident memory of the server, bytes; 0 if the system does not tell. */
  const memory = async () => {
    if (process.platform !== "linux") return 0;
    const status = await readFile(`/proc/${studio.process.pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) * 1024;
  };

  test("chunked bodies arrive at every route, within the same limits", async () => {
    expect((await chunked("/api/jobs", json, text("{}"))).status).toBe(400);
    expect((await chunked("/api/jobs/nobody/extend", json, text('{"minutes":1}'))).status).toBe(404);
    expect(await sentenceOf(await chunked("/api/ratings", json, text('{"rating":1}')))).toContain("/api/ratings");
    const csv = await chunked(`/api/ratings/file?model=${model}`, "text/csv", text("a,b\n1,2"));
    expect(await sentenceOf(csv)).toContain("expected ratings as omakase exports them");
    const form = new FormData();
    for (const bytes of smallPictures(3)) form.append("files", new Blob([bytes as Uint8Array<ArrayBuffer>]), "a.png");
    const sent = new Response(form);
    const type = sent.headers.get("Content-Type")!;
    const handed = await chunked("/api/pictures?name=form", type, new Uint8Array(await sent.arrayBuffer()));
    expect(uploadSchema.parse(await handed.json())).toMatchObject({ id: "form", files: 3 });
    const archive = await chunked("/api/pictures?name=archive", "application/zip", smallPictureArchive(3));
    expect(uploadSchema.parse(await archive.json())).toMatchObject({ id: "archive", files: 3 });
    const plan = text(JSON.stringify({ model: "ae", source: "archive", minutes: 0.01, size: 8 }));
    expect((await chunked("/api/jobs", json, plan)).status).toBe(201);
    expect((await chunked("/api/jobs", json, text(`"${"x".repeat(200_000)}"`), 50_000)).status).toBe(413);
    expect((await chunked("/api/ratings", json, text(`"${"x".repeat(5e6)}"`), 50_000)).status).toBe(413);
  });

  test("a form of a million parts blocks no requests and is rejected", async () => {
    const part = '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n1\r\n';
    const files = text(part.repeat(1e6));
    const before = await memory();
    const slowest = await slowestMeanwhile(async () => {
      const answer = await chunked("/api/pictures?name=x", "multipart/form-data; boundary=x", files, 65_536).catch(
        () => undefined, // the server may close the connection before the rest arrives
      );
      if (answer) expect(answer.status).toBe(413);
    });
    expect(slowest).toBeLessThan(longest());
    expect((await memory()) - before).toBeLessThan(300e6);
    const fields = text('--x\r\nContent-Disposition: form-data; name="f"\r\n\r\n1\r\n'.repeat(2e5));
    const another = await chunked("/api/pictures?name=x", "multipart/form-data; boundary=x", fields, 65_536).catch(
      () => undefined,
    );
    if (another) expect(another.status).toBe(413);
  });

  nightlyTest("concurrent large forms need little memory", async () => {
    const start = '--x\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\n\r\n';
    const large = new Uint8Array(60e6);
    large.set(text(start));
    large.set(text("\r\n--x--\r\n"), large.length - 9);
    const before = await memory();
    let most = 0;
    const watch = setInterval(() => void memory().then((now) => (most = Math.max(most, now))), 100);
    const slowest = await slowestMeanwhile(() =>
      Promise.all(
        [0, 1, 2, 3, 4].map(async () => {
          const answer = await chunked("/api/pictures?name=x", "multipart/form-data; boundary=x", large, 65_536);
          expect(await sentenceOf(answer)).toContain("none that can be used");
        }),
      ),
    );
    clearInterval(watch);
    expect(most - before).toBeLessThan(200e6);
    expect(slowest).toBeLessThan(longest());
  });

  test("a file of commas blocks no requests and is rejected", async () => {
    const send = (body: string) =>
      studio.request(`/api/ratings/file?model=${model}`, {
        method: "POST",
        body,
        headers: { "Content-Type": "text/csv" },
      });
    const header = "number,time,rater,picture,answer,expected,deviation,model,latent\n";
    const bodies = [",".repeat(30e6), `${",".repeat(900_000)}\n`.repeat(30), header + ",,,,,,,,\n".repeat(1e6)];
    for (const body of casesOf(bodies, [bodies[2]])) {
      const slowest = await slowestMeanwhile(async () => {
        const answer = await send(body);
        expect(answer.status).toBe(400);
        expect((await sentenceOf(answer)).length).toBeLessThan(1000);
      });
      expect(slowest).toBeLessThan(longest());
    }
  });

  test("stalled uploads block no others, and end within seconds", async () => {
    const head = startOf("POST", "/api/pictures?name=x", "Content-Type: application/zip\r\nContent-Length: 1000\r\n");
    const stalled = Array.from({ length: 150 }, () => begin(`${head}PK`));
    const waiting = join(workspace, ".omakase", "waiting");
    await expect.poll(async () => (await readdir(waiting)).length).toBe(150);
    const answer = await chunked("/api/pictures?name=other", "application/zip", smallPictureArchive(2));
    expect(answer.status).toBe(201);
    stalled[0].resume();
    let said = "";
    stalled[0].on("data", (part: Buffer) => void (said += part.toString()));
    await expect.poll(async () => (await readdir(waiting)).length, { timeout: 30_000 }).toBe(0);
    await expect.poll(() => said).toContain("408 Request Timeout");
    expect(said).toContain("a transfer that stands still");
    for (const socket of stalled) socket.destroy();
  });

  test("clients that do not read need little memory", async () => {
    const before = await memory();
    const { runs } = manifestSchema.parse(await studio.json("/studio.json"));
    const max = [...runs].sort((a, b) => b.bytes - a.bytes)[0];
    const readers = Array.from({ length: 100 }, () => begin(startOf("GET", `/run/${max.id}.omakase`)));
    const fonts = Array.from({ length: 100 }, () => begin(startOf("GET", "/asset/font-regular.ttf")));
    await new Promise((done) => setTimeout(done, 3000));
    expect((await memory()) - before).toBeLessThan(150e6);
    for (const socket of [...readers, ...fonts]) socket.destroy();
    const answer = await studio.request(`/run/${max.id}.omakase`);
    expect((await answer.arrayBuffer()).byteLength).toBe(max.bytes);
    const head = await studio.request(`/run/${max.id}.omakase`, { method: "HEAD" });
    expect(head.headers.get("Content-Length")).toBe(String(max.bytes));
  });

  test.skipIf(process.platform === "win32")(
    "links within a run cannot reach other folders, devices or pipes",
    async () => {
      const evil = join(workspace, "runs", "evil");
      await cp(join(workspace, "runs", "own"), evil, { recursive: true });
      const sampleHistory = join(evil, "sample-history");
      await mkdir(sampleHistory, { recursive: true });
      const secret = join(workspace, "secret");
      await writeFile(secret, "for no visitor");
      for (const [at, target] of ["/etc/passwd", "/dev/zero", secret].entries())
        await symlink(target, join(sampleHistory, `00000077${at}.png`));
      execFileSync("mkfifo", [join(sampleHistory, "000000776.png")]);
      await rm(join(evil, "log.jsonl"), { force: true });
      await symlink("/dev/zero", join(evil, "log.jsonl"));
      expect((await studio.request("/studio.json")).status).toBe(200);
      for (const at of [770, 771, 772, 776])
        expect((await studio.request(`/api/jobs/evil/samples/${at}.png`)).status, String(at)).toBeOneOf([400, 404]);
      const log = await studio.request("/api/jobs/evil/log");
      expect(log.status === 200 ? await log.json() : []).toEqual([]);
      const linked = join(workspace, "runs", "linked");
      await cp(join(workspace, "runs", "own"), linked, { recursive: true });
      await rm(join(linked, "config.json"));
      await symlink("/dev/zero", join(linked, "config.json"));
      const { runs } = manifestSchema.parse(await studio.json("/studio.json"));
      expect(runs.map(({ id }) => id)).not.toContain("linked");
      await rm(evil, { recursive: true });
      await rm(linked, { recursive: true });
    },
  );

  test("trainings above the limits of the disk, the memory or the list are rejected", async () => {
    const large = await studio.postJson("/api/jobs", {
      model: "ae",
      source: "sushi",
      minutes: 1,
      size: 256,
      count: 1e6,
    });
    expect(large.status).toBe(413);
    expect(await sentenceOf(large)).toContain("count × size²: expected at most 8 GB of pictures");
    const wide = { model: "ae", source: "sushi", minutes: 1, settings: { features: 1024 } };
    const tooWide = await studio.postJson("/api/jobs", wide);
    expect(tooWide.status).toBe(400);
    expect(await sentenceOf(tooWide)).toContain("settings.features: expected at most 128, got 1024");
    const ids: string[] = [];
    let full: Response | undefined;
    const slowest = await slowestMeanwhile(async () => {
      for (let at = 0; at < 60 && !full; at++) {
        const answer = await studio.postJson("/api/jobs", { model: "ae", source: "archive", minutes: 60, size: 8 });
        if (answer.status === 201) ids.push(trainingJobSchema.parse(await answer.json()).id);
        else full = answer;
      }
    });
    expect(slowest).toBeLessThan(longest());
    expect(full?.status).toBe(409);
    expect(await sentenceOf(full!)).toContain("at most 50 trainings that wait");
    for (const id of ids.reverse()) await studio.request(`/api/jobs/${id}/stop`, { method: "POST" });
  });
});
