// A late order of value, or of a faithful customer, who is not happy: somebody calls back.
const BROKEN = /broken|refund|lawyer/i;

export function decide(entry, profile) {
  const s = entry.signal;
  if (!s) return [];
  const a = s.attributes;
  const worth = a.total >= 500 || a.loyalty === "gold";
  const unhappy = s.rating <= 2 || BROKEN.test(s.text);
  if (a.daysLate > 3 && worth && unhappy) {
    return [{
      type: "notify",
      connection: "",
      text: `Call ${a.name}: order ${a.order} is ${a.daysLate} days late`,
      attributes: { team: "care", urgent: a.loyalty === "gold", country: a.country },
    }];
  }
  return [];
}
