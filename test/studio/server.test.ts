import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeHost } from "../../src/node/index.ts";
import { bundledModels } from "../../src/node/bundled-models.ts";
import { openPackedRun, openRun } from "../../src/run/index.ts";
import { sampleDesign, identifyDesign, parseRatingsJson, type DesignSpace } from "../../src/preference/index.ts";
import { random } from "../../src/tensor/index.ts";
import { storedRatingSchema, manifestSchema, type StoredRating, type RatingRequest } from "../../src/protocol/index.ts";
import { casesOf, isNightly } from "../nightly.ts";
import { runOmakase } from "../run-omakase.ts";
import { listenToEvents, cliProgramPath, spawnStudio, type StudioProcess } from "./spawn-studio.ts";

/** Two people rate a model's images, the server is killed, and unauthorised requests are rejected. */
describe.skipIf(!existsSync(cliProgramPath))("the server of a studio", () => {
  let workspace: string;
  let studio: StudioProcess;
  let space: DesignSpace;
  let model: string;

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase 評価-"));
    const small = ["--size", "16", "--count", "60", "--features", "4", "--batch-size", "4", "--seed", "7"];
    const words = ["train", "cgan", "faces", ...small, "--tags", "glasses,hair-colour", "--steps", "2"];
    expect(await runOmakase(cliProgramPath, workspace, [...words, "--out", "runs/顔"])).toMatchObject({ code: 0 });
    const { config, examples } = await openRun(nodeHost(), join(workspace, "runs", "顔"));
    space = { attributes: config.attributes, examples, latent: config.latent };
    studio = await spawnStudio(workspace);
    model = (await manifest()).runs[0].hash;
  });
  afterAll(async () => {
    await studio.end();
    await rm(workspace, { recursive: true, force: true });
  });

  /** Reads the manifest without the included models. */
  const manifest = async (from = studio, init?: RequestInit) => {
    const { runs, kind } = manifestSchema.parse(await from.json("/studio.json", init));
    const along = new Set((await bundledModels()).map(({ id }) => id));
    return { kind, runs: runs.filter(({ id }) => !along.has(id)), along: runs.filter(({ id }) => along.has(id)) };
  };
  const listed = async (hash = model) =>
    storedRatingSchema.array().parse(await studio.json(`/api/ratings?model=${hash}`));
  const ratingOf = (at: number, rater: string): RatingRequest => {
    const { id, values, latent } = identifyDesign(sampleDesign(space, random(1, "card", at)));
    const candidates = [
      { id, values: values.map((value) => (Number.isNaN(value) ? null : value)), latent: [...Array.from(latent)] },
    ];
    return { modelHash: model, rater, time: 1_800_000_000_000 + at, candidates, rating: at % 3 ? 1 : -2 };
  };
  const refusalOf = async (answer: Response): Promise<string> => {
    const { error } = (await answer.json()) as { error: { ja: string; en: string } };
    expect(error.ja).toMatch(/。$/);
    expect(error.en).toMatch(/\.$/);
    return error.en;
  };

  test("gives a page with the element, and a site, as ZIPs", async () => {
    const zipOf = async (path: string) => {
      const answer = await studio.request(path);
      expect(answer.status).toBe(200);
      return unzipSync(new Uint8Array(await answer.arrayBuffer()));
    };
    const query = new URLSearchParams({ attributes: 'glasses: "><script>' });
    const [{ id }] = (await manifest()).runs;
    const page = await zipOf(`/export/${id}/page.zip?${query}`);
    expect(Object.keys(page)).toEqual(
      expect.arrayContaining(["index.html", `${id}.omakase`, "element/omakase-picture.js"]),
    );
    expect(new TextDecoder().decode(page["index.html"])).toContain(
      `<omakase-picture model="${id}.omakase" attributes="glasses: &quot;>&lt;script>" seed="7"></omakase-picture>`,
    );
    expect((await openPackedRun(page[`${id}.omakase`], "顔")).config.model).toBe("cgan");
    const site = await zipOf("/export/faces/site.zip");
    expect(Object.keys(site)).toEqual(expect.arrayContaining(["index.html", "studio.json", "run/faces.omakase"]));
    expect((await studio.request("/export/nothing/page.zip")).status).toBe(404);
  });

  test("serves the model as a packed run", async () => {
    const { runs, kind, along } = await manifest();
    expect(kind).toBe("server");
    expect(along.length).toBeGreaterThan(0);
    for (const { id, bytes } of along)
      expect((await (await studio.request(`/run/${id}.omakase`)).arrayBuffer()).byteLength).toBe(bytes);
    expect(runs).toMatchObject([{ name: "顔", model: "cgan", source: "faces", size: 16, step: 2 }]);
    expect(runs[0].id).toMatch(/^[\w-]+$/);
    const answer = await studio.request(`/run/${runs[0].id}.omakase`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(bytes).toHaveLength(runs[0].bytes);
    expect((await openPackedRun(bytes, "packed")).hash).toBe(model);
    const tag = answer.headers.get("etag")!;
    const again = await studio.request(`/run/${runs[0].id}.omakase`, { headers: { "If-None-Match": tag } });
    expect(again.status).toBe(304);
    expect((await studio.request("/asset/features.safetensors")).status).toBe(200);
  });

  test("confirmed ratings of two raters survive a kill of the server", async () => {
    const saved: StoredRating[] = [];
    let killing: Promise<void> | undefined;
    const rate = async (rater: string) => {
      for (let at = 0; at < 200; at++) {
        const answer = await studio.postJson("/api/ratings", ratingOf(at, rater)).catch(() => undefined);
        const kept = await answer?.json().catch(() => undefined);
        if (kept === undefined) return;
        saved.push(storedRatingSchema.parse(kept));
        if (saved.length === 50) killing = studio.kill();
      }
    };
    await Promise.all([rate("花子"), rate("太郎")]);
    expect(killing).toBeDefined();
    await killing;
    expect(saved.length).toBeGreaterThanOrEqual(50);
    studio = await spawnStudio(workspace);
    const kept = await listed();
    for (const rating of saved) expect(kept).toContainEqual(rating);
    expect(kept.length - saved.length).toBeLessThanOrEqual(2); // under way at the kill
    const raters = (await studio.json(`/api/ratings/raters?model=${model}`)) as { rater: string }[];
    expect(raters.map(({ rater }) => rater).sort()).toEqual(["太郎", "花子"].sort());
  });

  test("every page gets an event for a rating; ratings can be removed singly and together", async () => {
    const news = await listenToEvents(studio);
    const answer = await studio.postJson("/api/ratings", ratingOf(500, "次郎"));
    const kept = storedRatingSchema.parse(await answer.json());
    await news.until((one) => one.type === "ratings" && one.rater === "次郎" && one.modelHash === model);
    expect(
      storedRatingSchema.parse(await (await studio.postJson("/api/ratings", ratingOf(500, "次郎"))).json()),
    ).toEqual(kept);
    await news.close();
    const gone = (path: string) => studio.request(path, { method: "DELETE" });
    expect((await gone(`/api/ratings/${kept.id}`)).status).toBe(200);
    expect((await gone(`/api/ratings/${kept.id}`)).status).toBe(404);
    await studio.postJson("/api/ratings", ratingOf(501, "次郎"));
    const query = new URLSearchParams({ model, rater: "次郎" });
    expect(await (await gone(`/api/ratings?${query}`)).json()).toEqual({ removed: 1 });
    expect((await listed()).filter(({ rater }) => rater === "次郎")).toEqual([]);
  });

  test.each(["json", "csv"])("ratings survive an export and import as %s without duplicates", async (format) => {
    const before = await listed();
    const file = await (await studio.request(`/api/ratings/file?model=${model}&format=${format}`)).text();
    const send = (text: string) => studio.request(`/api/ratings/file?model=${model}`, { method: "POST", body: text });
    expect(await (await send(file)).json()).toEqual({ added: 0, known: before.length });
    for (const rater of ["花子", "太郎"])
      await studio.request(`/api/ratings?${new URLSearchParams({ model, rater })}`, { method: "DELETE" });
    expect(await listed()).toEqual([]);
    expect(await (await send(file)).json()).toEqual({ added: before.length, known: 0 });
    const plain = (some: readonly StoredRating[]) => some.map((one) => ({ ...one, id: 0 }));
    const rounded = plain(before);
    const single = (rating: RatingRequest): RatingRequest => ({
      ...rating,
      candidates: rating.candidates.map((candidate) => ({
        ...candidate,
        latent: Array.from(Float32Array.from(candidate.latent)),
      })),
    });
    expect(plain(await listed()).map(single)).toEqual(rounded.map(single));
    if (format === "json") expect(parseRatingsJson(file, "file").modelHash).toBe(model);
    else await writeFile(join(workspace, "ratings.csv"), file);
    const other = file.replaceAll(model, "e".repeat(64));
    expect(await refusalOf(await send(other))).toContain("expected ratings of pictures of the model");
    expect(await refusalOf(await send("{"))).toContain("expected ratings as omakase exports them");
    expect(await refusalOf(await send("a,b\n1,2"))).toContain("expected ratings as omakase exports them");
  });

  test("ratings that do not fit the model are rejected", async () => {
    const good = ratingOf(900, "花子");
    const [candidate] = good.candidates;
    const odd: unknown[] = [
      { ...good, rating: 3 },
      { ...good, best: 0 },
      { ...good, modelHash: "../../etc/passwd" },
      { ...good, candidates: [] },
      { ...good, candidates: [{ ...candidate, latent: [1] }] },
      { ...good, candidates: [{ ...candidate, values: [99, 0] }] },
      { ...good, candidates: [{ ...candidate, latent: candidate.latent.map(() => 1e308) }] }, // beyond float32
      { ...good, candidates: [candidate, candidate] },
      { ...good, rater: "\0" },
      { ...good, rater: "half a pair \ud83d" },
      { ...good, more: 1 },
    ];
    const before = await listed();
    for (const value of odd) {
      const answer = await studio.postJson("/api/ratings", value);
      expect(answer.status, JSON.stringify(value)).toBe(400);
      await refusalOf(answer);
    }
    expect((await studio.postJson("/api/ratings", { ...good, modelHash: "f".repeat(64) })).status).toBe(404);
    expect(await listed()).toEqual(before);
  });

  test("requests of other pages are rejected", async () => {
    const { port } = new URL(studio.address);
    const asked = (path: string, headers: Record<string, string>, method = "GET"): Promise<number> =>
      new Promise((done, fail) => {
        const asking = request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
          answer.resume().on("end", () => done(answer.statusCode!));
        });
        asking.on("error", fail).end();
      });
    const own = `http://127.0.0.1:${port}`;
    expect(await asked("/studio.json", { Host: `127.0.0.1:${port}` })).toBe(200);
    expect(await asked("/studio.json", { Host: `localhost:${port}` })).toBe(200);
    for (const host of ["evil.example", `evil.example:${port}`, "192.168.0.7", "127.0.0.1.evil.example", "[::2]"])
      expect(await asked("/studio.json", { Host: host }), host).toBe(403);
    const action = ["/api/jobs/nobody/pause", "POST"] as const;
    const by = (Origin: string) => asked(action[0], { Host: `127.0.0.1:${port}`, Origin }, action[1]);
    expect(await by(own)).toBe(404); // authorised: the lookup fails
    for (const origin of ["null", "http://evil.example", `http://localhost:${port}`, `https://127.0.0.1:${port}`])
      expect(await by(origin), origin).toBe(403);
    expect(await asked(action[0], { Host: `127.0.0.1:${port}` }, "POST")).toBe(403);
    expect(await asked("/api/events", { Host: `127.0.0.1:${port}`, Origin: "http://evil.example" })).toBe(403);
  });

  test("invalid requests are rejected in both languages, without the words of other programs", async () => {
    const refusals: [unknown, string][] = [
      [{ model: "ae", source: "sushi", minutes: 99_999 }, "/api/jobs minutes: expected ≤ 10080, got 99999. "],
      [{ model: "ae", source: "sushi", minutes: 0 }, "/api/jobs minutes: expected > 0, got 0. "],
      [{ model: "ae", source: "sushi", minutes: "1" }, '/api/jobs minutes: expected number, got "1". '],
      [{ model: "x", source: "sushi", minutes: 1 }, "/api/jobs model: expected ae | vae | "],
      [
        { model: "ae", source: "sushi", minutes: 1, size: 65 },
        "/api/jobs size: expected what the page of this studio ",
      ],
      [
        { model: "ae", source: "sushi", minutes: 1, more: [2] },
        "/api/jobs more: expected what the page of this studio ",
      ],
      [{ ...ratingOf(1, "x"), best: 0 }, "/api/ratings: expected what the page of this studio sends, got {"],
      [7, "/api/jobs: expected object, got 7. "],
    ];
    for (const [value, start] of refusals) {
      const answer = await studio.postJson(start.split(/[ :]/)[0], value);
      expect(answer.status, start).toBe(400);
      const { error } = (await answer.json()) as { error: { ja: string; en: string } };
      expect(error.en.slice(0, start.length)).toBe(start);
      expect(error.ja).toMatch(/が必要ですが、「.*」でした。/);
      expect(error.ja).not.toMatch(/[A-Za-z]+ [A-Za-z]+ [A-Za-z]+/); // several words in a row
    }
  });

  test("missing resources give errors of the same form for all methods", async () => {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
      for (const path of ["/api", "/api/nothing", "/nothing", "/api/jobs/a/b/c", "/api/ratings/1/2"]) {
        const answer = await studio.request(path, { method });
        expect(answer.status, `${method} ${path}`).toBe(404);
        expect(answer.headers.get("content-type")).toMatch(/^application\/json\b/);
        expect(await refusalOf(answer)).toMatch(/: expected .* that is here, got an unknown one\. /);
      }
    for (const [method, path] of [
      ["POST", "/studio.json"],
      ["PUT", "/api/jobs"],
      ["DELETE", "/"],
    ])
      expect(await refusalOf(await studio.request(path, { method }))).toContain(`${path}: expected an address`);
  });

  test("every response has the security headers", async () => {
    for (const path of ["/", "/studio.json", "/nothing", "/api/ratings", "/api/events"]) {
      const stop = new AbortController();
      const { headers } = await studio.request(path, { signal: stop.signal });
      const policy = headers.get("content-security-policy")!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe-inline");
      expect(policy).not.toContain("'unsafe-eval'");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("access-control-allow-origin")).toBeNull();
      stop.abort();
    }
  });

  test("no address leads out of the workspace", async () => {
    await writeFile(join(workspace, "secret.txt"), "for nobody's eyes");
    const { port } = new URL(studio.address);
    const raw = (path: string): Promise<{ code: number; text: string }> =>
      new Promise((done, fail) => {
        const asking = request({ host: "127.0.0.1", port, path, headers: { Host: `127.0.0.1:${port}` } }, (answer) => {
          let text = "";
          answer.on("data", (part: Buffer) => void (text += part.toString("latin1")));
          answer.on("end", () => done({ code: answer.statusCode!, text }));
        });
        asking.on("error", fail).end();
      });
    const up = ["../", "..%2f", "%2e%2e/", "..%5c", "%2e%2e%2f"].flatMap((one) => [one.repeat(2), one.repeat(6)]);
    const places = ["/", "/run/", "/asset/", "/assets/", "/api/jobs/", "/api/jobs/x/samples/", "/.omakase/"];
    for (const place of places)
      for (const way of up)
        for (const target of ["secret.txt", "etc/passwd", "database/PG_VERSION", "runs/顔/config.json"]) {
          const { code, text } = await raw(encodeURI(place + way + target).replaceAll("%25", "%"));
          expect(code, place + way + target).toBeGreaterThanOrEqual(400);
          expect(code).toBeLessThan(500);
          expect(text).not.toContain("root:");
          expect(text).not.toContain("for nobody's eyes");
          expect(text).not.toContain("secret.txt");
        }
  });

  test("any request gives one sentence, and the server keeps running", async () => {
    const before = await listed();
    const path = fc.oneof(
      fc.constantFrom(
        "/api/ratings",
        "/api/jobs",
        "/api/ratings/file?model=x",
        "/api/jobs/a/pause",
        "/api/pictures?name=x",
      ),
      fc.webPath().map((one) => `/api${one}`),
      fc.stringMatching(/^[\w.%/-]{0,40}$/).map((one) => `/${one}`),
    );
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
      fc
        .record({ model: fc.anything(), source: fc.anything(), minutes: fc.anything() })
        .map((one) => JSON.stringify(one) ?? ""),
    );
    const type = fc.constantFrom(
      "application/json",
      "application/zip",
      "multipart/form-data; boundary=x",
      "text/plain",
    );
    const method = fc.constantFrom("POST", "DELETE", "PUT", "GET", "OPTIONS");
    await fc.assert(
      fc.asyncProperty(path, body, type, method, async (path, body, type, method) => {
        const bare = method === "GET";
        const answer = await studio.request(path.replace(/%(?![0-9a-f]{2})/gi, ""), {
          method,
          ...(!bare && { body }),
          headers: { "Content-Type": type },
          redirect: "manual",
          signal: path.startsWith("/api/events") ? AbortSignal.timeout(60_000) : undefined,
        });
        expect(answer.status, `${method} ${path}`).not.toBe(500);
        await answer.body?.cancel();
      }),
      { numRuns: isNightly ? 1000 : 100, seed: 7 },
    );
    expect(await listed()).toEqual(before);
  });

  test("bodies above the limit are rejected before they are read", async () => {
    const huge = JSON.stringify({ rater: "x".repeat(6e6) });
    const headers = { "Content-Type": "application/json" };
    const answer = await studio.request("/api/ratings", { method: "POST", body: huge, headers });
    expect(answer.status).toBe(413);
    expect(await refusalOf(answer)).toContain("at most 5 MB");
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1e5)) });
    const init = { method: "POST", body: endless, headers, duplex: "half" } as RequestInit;
    const cut = await studio.request("/api/jobs", init).catch((error: unknown) => error);
    if (cut instanceof Response) expect(cut.status).toBe(413);
    expect((await studio.request("/studio.json")).status).toBe(200);
  });

  test("damaged runs and links that lead outside are skipped, new runs appear", async () => {
    const news = await listenToEvents(studio);
    await cp(join(workspace, "runs", "顔"), join(workspace, "elsewhere", "out"), { recursive: true });
    await symlink(join(workspace, "elsewhere", "out"), join(workspace, "runs", "link"));
    const broken = join(workspace, "runs", "broken");
    await cp(join(workspace, "runs", "顔"), broken, { recursive: true });
    for (const name of await readdir(join(broken, "checkpoint")))
      await truncate(join(broken, "checkpoint", name), 1000);
    await mkdir(join(workspace, "runs", "no run"));
    await cp(join(workspace, "runs", "顔"), join(workspace, "runs", "fresh"), { recursive: true });
    await news.until((one) => one.type === "runs");
    await news.close();
    expect((await manifest()).runs.map(({ name }) => name).sort()).toEqual(["fresh", "顔"]);
  });

  test("a second studio in the same workspace ends with one sentence", async () => {
    const { code, text } = await runOmakase(cliProgramPath, workspace, ["studio", "--no-open"], "en");
    expect(code).toBe(2);
    expect(text.trim().split("\n")).toHaveLength(1);
    expect(text).toContain(`(process ${studio.process.pid}) has open`);
    const { port } = new URL(studio.address);
    const other = await mkdtemp(join(tmpdir(), "omakase-port-"));
    const taken = await runOmakase(cliProgramPath, other, ["studio", "--no-open", "--port", port], "ja");
    expect(taken).toMatchObject({ code: 2 });
    expect(taken.text).toContain(`使用中の ${port}`);
    expect(await readdir(join(other, ".omakase"))).not.toContain("lock");
    const none = await runOmakase(cliProgramPath, other, ["studio", "nowhere"], "en");
    expect(none.code).toBe(2);
    expect(none.text).toContain("nowhere: expected the folder of a run");
    await rm(other, { recursive: true, force: true });
    const origins = ["studio.example.org", "https://example.org/studio", "https://*.example.org"];
    for (const origin of casesOf(origins, [origins[0]])) {
      const wrong = await runOmakase(cliProgramPath, workspace, ["studio", "--no-open", "--origin", origin], "en");
      expect(wrong).toMatchObject({ code: 2 });
      expect(wrong.text).toMatch(/^--origin: expected an address such as https:\/\/studio\.example\.org, got /);
    }
  });

  test("a server that others can reach requires the token", async () => {
    const other = await mkdtemp(join(tmpdir(), "omakase-open-"));
    const open = await spawnStudio(other, ["--host", "0.0.0.0", join(workspace, "runs", "顔")]);
    const token = new URL(open.address).searchParams.get("token")!;
    expect(token.length).toBeGreaterThan(30);
    expect(new URL(open.address).hostname).toBe("127.0.0.1");
    expect((await open.request("/studio.json")).status).toBe(401);
    expect((await open.request("/")).status).toBe(401);
    expect((await open.request("/?token=wrong")).status).toBe(401);
    expect((await open.request(`/studio.json?token=${token}`)).status).toBe(401);
    const welcome = await open.request(`/?token=${token}`);
    const cookie = welcome.headers.get("set-cookie")!;
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
    expect(welcome.headers.get("refresh")).toBe("0; url=/");
    const Cookie = cookie.split(";")[0];
    const { runs } = await manifest(open, { headers: { Cookie } });
    expect(runs.map(({ name }) => name)).toEqual(["顔"]);
    expect((await open.request("/studio.json", { headers: { Cookie: Cookie.slice(0, -2) } })).status).toBe(401);
    expect(await open.end()).toBe(0);
    expect(await readFile(join(other, ".omakase", "lock"), "utf8").catch(() => "gone")).toBe("gone");
    await rm(other, { recursive: true, force: true });
  });

  test("requests through a named proxy require the token", async () => {
    const other = await mkdtemp(join(tmpdir(), "omakase-proxy-"));
    const front = "https://studio.example.org";
    const open = await spawnStudio(other, ["--origin", front, "--origin", "http://127.0.0.2:8443/"]);
    const { port, searchParams } = new URL(open.address);
    const token = searchParams.get("token")!;
    expect(token.length).toBeGreaterThan(30);
    /** Sends a request as a proxy forwards it. */
    const asked = (path: string, headers: Record<string, string>, method = "GET") =>
      new Promise<{ code: number; cookie: string }>((done, fail) => {
        const asking = request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
          const cookie = answer.headers["set-cookie"]?.[0] ?? "";
          answer.resume().on("end", () => done({ code: answer.statusCode!, cookie }));
        });
        asking.on("error", fail).end();
      });
    const Host = "studio.example.org";
    expect((await asked("/studio.json", { Host })).code).toBe(401);
    const { cookie } = await asked(`/?token=${token}`, { Host });
    expect(cookie).toMatch(/; Secure/);
    const Cookie = cookie.split(";")[0];
    expect((await asked("/studio.json", { Host, Cookie })).code).toBe(200);
    const action = (headers: Record<string, string>) => asked("/api/jobs/nobody/pause", { Cookie, ...headers }, "POST");
    expect((await action({ Host, Origin: front })).code).toBe(404); // authorised: the lookup fails
    for (const Origin of ["http://studio.example.org", "https://evil.example", `${front}.evil.example`, "null"])
      expect((await action({ Host, Origin })).code, Origin).toBe(403);
    expect((await action({ Host })).code).toBe(403);
    // headers that any client can send are ignored
    const said = { "X-Forwarded-Host": Host, "X-Forwarded-Proto": "https", Forwarded: `host=${Host};proto=https` };
    expect((await action({ Host: "evil.example", Origin: "https://evil.example", ...said })).code).toBe(403);
    expect((await asked("/studio.json", { Host: "evil.example", Cookie, ...said })).code).toBe(403);
    // a proxy that names the server itself; the token of this machine's own address
    const own = `127.0.0.1:${port}`;
    const here = (await asked(`/?token=${token}`, { Host: own })).cookie;
    expect(here).not.toContain("Secure");
    const asHere = { Host: own, Cookie: here.split(";")[0] };
    for (const Origin of [front, "http://127.0.0.2:8443", `http://${own}`])
      expect((await action({ ...asHere, Origin })).code, Origin).toBe(404);
    expect((await action({ ...asHere, Origin: "http://127.0.0.2" })).code).toBe(403);
    expect(await open.end()).toBe(0);
    await rm(other, { recursive: true, force: true });
  });
});
