const failures = [];
const canonical = value => JSON.stringify(value);
const same = (given, wanted) => {
  if (canonical(given) !== canonical(wanted)) throw new Error(`wanted ${canonical(wanted)}, but it is ${canonical(given)}`);
};
const test = (sentence, body) => {
  try {
    body();
  } catch (error) {
    failures.push(`${sentence}: ${error.message.replaceAll('\n', ' ')}`);
  }
};
