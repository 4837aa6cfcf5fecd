/** Relationship types, properties and kinds in words. */

/** @type {Record<string, [string, string]>} type: as said from the start, from the end */
const TYPES = {
  PARTY_TO: ["Party to", "Parties"],
  SIGNED: ["Signed", "Signatories"],
  MEMBER_OF: ["Member of", "Members"],
  CONCLUDED: ["Concluded", "Concluded by"],
  BORDERS: ["Shares a land border with", "Shares a land border with"],
  DETECTED_VICTIMS: ["Its citizens were detected as victims in", "Detected victims who are citizens of"],
  COVERS: ["Covers", "Covered by"],
  SUPPLEMENTS: ["Supplements", "Supplemented by"],
  AMENDS: ["Amends", "Amended by"],
  MONITORS: ["Monitors", "Monitored by"],
  PART_OF: ["Part of", "Has as parts"],
  REPORTED: ["Reported", "Reported by"],
  REPLIED_TO: ["Replied to", "Replies from"],
  COOPERATES_WITH: ["Cooperates with", "Cooperates with"],
};

/** @type {Record<string, string>} */
const KINDS = {
  State: "State",
  Treaty: "Treaty",
  BilateralAgreement: "Bilateral agreement",
  RegionalBody: "Regional or intergovernmental body",
  UNEntity: "United Nations entity",
  StatedGap: "Gap a source states",
};

/** @param {string} type @param {boolean} fromStart @returns {string} */
export function typeInWords(type, fromStart) {
  const known = TYPES[type];
  if (known) return known[fromStart ? 0 : 1];
  const words = plain(type.toLowerCase());
  return fromStart ? words : `${words} (from)`;
}

/** @param {string} label @returns {string} */
export function kindInWords(label) {
  return KINDS[label] ?? plain(label.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase());
}

/** @param {string} text `first_year` @returns {string} `First year` */
export function plain(text) {
  const words = text.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @param {string} standing @returns {string} */
export function standingInWords(standing) {
  return standing === "unknown" ? "unknown: no source covers this day" : standing;
}
