// Counts in slots of five seconds over five minutes. Pure.

export const STEP = 5_000;
const SLOTS = 60;

const slotOf = time => Math.floor(time / STEP);

export class Beats {
  #counts = new Map();
  #since;

  /** Nothing is known of the time before `since`. */
  constructor(since) {
    this.#since = since;
  }

  /** Of the times of the latest signals; if there are more before them, nothing is known of the time before the first. */
  static of(times, more, later) {
    const since = times.length === 0 || !more ? 0 : Math.min(...times);
    const beats = new Beats(since);
    for (const time of times) beats.add(1, time);
    for (const [slot, count] of later.#counts) beats.#counts.set(slot, (beats.#counts.get(slot) || 0) + count);
    return beats;
  }

  add(count, time) {
    if (count === 0) return;
    const slot = slotOf(time);
    this.#counts.set(slot, (this.#counts.get(slot) || 0) + count);
    for (const old of this.#counts.keys()) if (old < slot - SLOTS) this.#counts.delete(old);
  }

  copy() {
    const copy = new Beats(this.#since);
    copy.#counts = new Map(this.#counts);
    return copy;
  }

  /** The count of each slot, oldest first, the last one still running; null where nothing is known. */
  bars(now) {
    const last = slotOf(now);
    return Array.from({ length: SLOTS }, (_, at) => {
      const slot = last - SLOTS + 1 + at;
      return slot < slotOf(this.#since) ? null : this.#counts.get(slot) || 0;
    });
  }

  /** How many a minute, over the last full minute or what is known of it; null if that is less than a slot. */
  perMinute(now) {
    const last = slotOf(now);
    const first = Math.max(last - 12, this.#since === 0 ? 0 : slotOf(this.#since) + 1);
    if (first >= last) return null;
    let count = 0;
    for (let slot = first; slot < last; slot++) count += this.#counts.get(slot) || 0;
    return (count / ((last - first) * STEP)) * 60_000;
  }
}
