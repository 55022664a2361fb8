/** The default theme without its font: nothing is fetched from elsewhere. */
import theme from "vitepress/theme-without-fonts";
import "./style.css";

export default theme;
