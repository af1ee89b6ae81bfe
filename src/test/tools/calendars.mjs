// Reads calendars as ical.js does. Arguments: the folder of the tools, then files; prints one JSON object a line.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";

const [tools, ...files] = process.argv.slice(2);
const require = createRequire(join(tools, "package.json"));
const loaded = require("ical.js");
const ICAL = loaded.default ?? loaded;

// ical.js knows the properties of RFC 5545 and leaves others as they are written; NAME (RFC 7986, section 5.1) is a TEXT.
const text = (written) => String(written ?? "").replace(/\\([\\;,nN])/g, (_, sign) => sign.toLowerCase() === "n" ? "\n" : sign);

for (const file of files) {
  try {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
    for (const zone of calendar.getAllSubcomponents("vtimezone"))
      ICAL.TimezoneService.register(new ICAL.Timezone(zone).tzid, new ICAL.Timezone(zone));
    console.log(JSON.stringify({
      file, why: "", name: text(calendar.getFirstPropertyValue("name")),
      events: calendar.getAllSubcomponents("vevent").map((component) => {
        const event = new ICAL.Event(component);
        return {
          uid: event.uid, summary: event.summary, description: event.description, sequence: event.sequence,
          status: component.getFirstPropertyValue("status"), allDay: event.startDate.isDate,
          start: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
          end: event.endDate.isDate ? event.endDate.toString() : event.endDate.toJSDate().toISOString(),
        };
      }),
    }));
  } catch (error) {
    console.log(JSON.stringify({ file, why: String(error), name: "", events: [] }));
  }
}
