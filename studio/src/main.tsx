import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { engine } from "./worker/client.ts";
import { App } from "./app/app.tsx";
import { currentRoute, isFramed } from "./app/route.ts";
import "./style/tokens.css";
import "./style/base.css";

if (!isFramed(currentRoute())) engine(); // loads its script while the page renders

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
