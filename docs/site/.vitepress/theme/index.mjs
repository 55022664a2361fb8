/** The default theme without its font: nothing is fetched from elsewhere. Pages of chapters have parts that run. */
import theme from "vitepress/theme-without-fonts";
import LiveView from "./live-view.vue";
import "./style.css";

export default {
  extends: theme,
  enhanceApp({ app }) {
    app.component("LiveView", LiveView);
  },
};
