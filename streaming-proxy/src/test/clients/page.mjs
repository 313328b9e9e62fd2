// Renders a Next.js page as the server does, before anything was asked, and prints its HTML.
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { load } from "./compiled.mjs";

const { default: Page } = await load(process.argv[2]);
console.log(renderToString(createElement(Page)));
