// Reads feeds as feedsmith does. Arguments: the folder of the tools, then files; prints one JSON object a line.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";

const [tools, ...files] = process.argv.slice(2);
const require = createRequire(join(tools, "package.json"));
const { parseFeed } = await import(pathToFileURL(require.resolve("feedsmith")).href);

for (const file of files) {
  try {
    const { format, feed } = parseFeed(readFileSync(file, "utf8"));
    const items = feed.items ?? feed.entries ?? [];
    console.log(JSON.stringify({
      file, format, why: "",
      items: items.map((item) => ({
        id: item.id ?? item.guid?.value ?? "",
        title: typeof item.title === "object" ? item.title?.value : item.title ?? "",
        date: item.date_published ?? item.published ?? item.pubDate ?? "",
      })),
    }));
  } catch (error) {
    console.log(JSON.stringify({ file, format: "", why: String(error), items: [] }));
  }
}
