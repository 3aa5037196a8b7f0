// The same as callback.policy.js, in a function node of Node-RED; the answer holds what is to be done.
const s = msg.payload;
const worth = s.total >= 500 || s.loyalty === "gold";
const unhappy = s.rating <= 2 || /broken|refund|lawyer/i.test(s.comment);
msg.payload = s.daysLate > 3 && worth && unhappy
  ? [{
      type: "notify",
      connection: "",
      text: `Call ${s.name}: order ${s.order} is ${s.daysLate} days late`,
      attributes: { team: "care", urgent: s.loyalty === "gold", country: s.country },
    }]
  : [];
return msg;
