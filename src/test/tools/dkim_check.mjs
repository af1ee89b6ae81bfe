// Verifies the DKIM signatures of messages with mailauth. Arguments: the folder of the tools, a file with lines
// "name<TAB>value", then messages; prints a line for each signature: message, algorithm, selector, result.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";

const [tools, zone, ...files] = process.argv.slice(2);
const require = createRequire(join(tools, "package.json"));
const { dkimVerify } = require("mailauth/lib/dkim/verify");

const records = new Map(
  readFileSync(zone, "ascii").trim().split("\n").map((line) => line.split("\t")).map(([name, value]) => [name.replace(/\.$/, ""), value]));
const resolver = async (name) => {
  const value = records.get(name);
  if (!value) throw Object.assign(new Error("not found"), { code: "ENOTFOUND" });
  return [[value]];
};

for (const file of files) {
  const { results } = await dkimVerify(readFileSync(file), { resolver });
  for (const { algo, selector, status, signingHeaders } of results)
    console.log(file, algo, selector, status.result, signingHeaders?.keys ?? "");
}
