// The types of what scripts use. Written anew whenever Antiphon starts or a table changes: edit something else.

declare module 'antiphon' {

  // ---- what a script is called with ----------------------------------------------------------------------------------

  /** A name somebody goes by in one scheme: `email:ada@example.org`, `phone:+4930123456`, `crm:4711`. */
  export interface Identity {
    /** Lower-case letters, digits, `.`, `_` or `-`: `email`, `phone`, `crm`. */
    scheme: string;
    /** The name itself. */
    value: string;
  }

  /** Anything JSON can say, by name. */
  export type Attributes = { [name: string]: any };

  /** One thing a customer gave us to know: a message, a review, an order. */
  export interface Signal {
    /** What the outside system calls it; `undefined` if it has no name there. */
    externalId?: string;
    /** What it is: `message`, `review`, `survey-response`, `order`, … */
    kind: string;
    /** Where it was given: `email`, `webchat`, `store`, … */
    channel: string;
    /** The part of the organisation it belongs to, as `acme/emea/care`; may be empty. */
    unit: string;
    /** When it happened outside; `undefined` if that was not said. When it was heard is the entry's `at`. */
    occurredAt?: Date;
    /** `inbound` from the customer, `outbound` to the customer. */
    direction: 'inbound' | 'outbound';
    /** Who gave it, in all names known; empty for an anonymous one. */
    identities: Identity[];
    /** The thread it belongs to; `undefined` if none. */
    conversation?: string;
    /** The external id of what it answers; `undefined` if nothing. */
    inReplyTo?: string;
    /** The language as the outside system stated it, such as `de` or `pt-BR`; `undefined` if it did not. */
    language?: string;
    /** What was said; `undefined` if nothing was. */
    text?: string;
    /** A rating in the scale of its kind (a survey's 0 to 10, a review's 1 to 5); `undefined` if none. */
    rating?: number;
    /** Everything else. By convention `profile` holds what it tells about its giver. */
    attributes: Attributes;
  }

  /** A person or a company, unified over all channels, as known right after the signal was heard. */
  export interface Profile {
    /** Its name here; empty if nobody is known. */
    id: string;
    /** Whether nobody is known. */
    anonymous: boolean;
    /** All names known, oldest first. */
    identities: Identity[];
    /** What signals told about the person (`name`, `locale`, …); the latest word counts. */
    traits: Attributes;
    /** When its first signal was heard; `undefined` if none was. */
    firstSeen?: Date;
    /** When its latest signal was heard, the present one included; `undefined` if none was. */
    lastSeen?: Date;
    /** How many signals it gave, the present one included. */
    signals: number;
  }

  /** One thing understood of a signal: its language, a feeling, a topic. */
  export interface Insight {
    /** What was understood: `language`, `sentiment`, `topic`, … */
    type: string;
    /** The finding: `de`, `negative`, `late-delivery`. */
    value: string;
    /** What it is about within the signal; `undefined` if the whole. */
    about?: string;
    /** Where in the text; `undefined` if the whole. */
    span?: Span;
    /** From 0 to 1. */
    confidence: number;
    /** Who found it. */
    enricher: string;
    /** In which version. */
    version: string;
    /** Details. */
    attributes: Attributes;
  }

  /** A part of a text, counted as JavaScript counts: `text.slice(span.from, span.to)`. */
  export interface Span {
    /** Where it begins. */
    from: number;
    /** The place after its end. */
    to: number;
  }

  /** An action that was decided: nothing has left yet. */
  export interface Action {
    /** Its name, the same over restarts and repeats. */
    id?: string;
    /** What to do: `reply`, `publish`, `notify`, `wake`, … */
    type: string;
    /** The connection that does it; empty for what Antiphon does itself, such as `wake`. */
    connection: string;
    /** To whom; `undefined` if that follows from the conversation. */
    to?: Identity;
    /** The thread to answer in; `undefined` if none. */
    conversation?: string;
    /** The external id of the signal it answers; `undefined` if none. */
    inReplyTo?: string;
    /** What to say; `undefined` if nothing. */
    text?: string;
    /** The earliest time; `undefined` for at once. */
    notBefore?: Date;
    /** Details. */
    attributes: Attributes;
  }

  /** What became of an action. */
  export interface Outcome {
    /** `done`; `refused` for good; `later`, it will be tried again; `unsure` whether it was done. */
    result: 'done' | 'refused' | 'later' | 'unsure';
    /** What the outside system calls what was done; only if `done`. */
    reference?: string;
    /** Why; only if `refused` or `unsure`. */
    reason?: string;
    /** In how many milliseconds it will be tried again; only if `later`. */
    delay?: number;
  }

  /** A signal was heard and understood. */
  export interface Understood {
    /** Tells the kinds of entries apart. */
    type: 'understood';
    /** The signal's place in the journal, such as `0-4711`. */
    position: string;
    /** When it was heard. `Date.now()` is this time. */
    at: Date;
    /** The connection it was heard through. */
    connection: string;
    /** What was heard. */
    signal: Signal;
    /** What all enrichers found. */
    insights: Insight[];
  }

  /** An action came to its end, or a wake-up call to its time. */
  export interface Performed {
    /** Tells the kinds of entries apart. */
    type: 'performed';
    /** Its place in the journal. */
    position: string;
    /** When. `Date.now()` is this time. */
    at: Date;
    /** The action; `action.type` is `wake` for a wake-up call. */
    action: Action;
    /** What became of it. */
    outcome: Outcome;
    /** The position of the entry that the action was decided about. */
    cause: string;
  }

  /** Somebody ordered something: a person in the console, or an administrator. */
  export interface Commanded {
    /** Tells the kinds of entries apart. */
    type: 'commanded';
    /** Its place in the journal. */
    position: string;
    /** When. `Date.now()` is this time. */
    at: Date;
    /** The user. */
    who: string;
    /** What was ordered: `pause`, `assign`, `script-live`, … */
    command: string;
    /** What it is about: a connection, a profile, a script. */
    subject: string;
    /** Details. */
    arguments: Attributes;
  }

  /** What a policy is asked about. `if (entry.type !== 'understood') return;` leaves signals only. */
  export type Entry = Understood | Performed | Commanded;

  /** What a connector received, before it was read. */
  export interface Received {
    /** The body as text. */
    text: string;
    /** HTTP or Camel headers, by lower-case name. */
    headers: { [name: string]: string };
    /** Where exactly it came from, for people; may be empty. */
    origin: string;
    /** The body as JSON, read when first asked for; throws if it is none. */
    json: any;
  }

  /** The values of what `config` declares, by name: numbers, booleans, strings; spans of time in milliseconds. Secrets are not shown. */
  export type Settings = any;

  // ---- what a script answers with ------------------------------------------------------------------------------------

  /** A time: a `Date`, an ISO 8601 text such as `2026-05-01T12:00:00Z`, or milliseconds since 1970. */
  export type Time = Date | string | number;

  /** Somebody: `email:ada@example.org`, or its parts. */
  export type Whom = string | Identity;

  /** An action to be decided. `action()`, `reply()`, `notify()` and `wakeAt()` make one. */
  export interface ActionDraft {
    /** What to do: `reply`, `publish`, `notify`, `wake`, … */
    type: string;
    /** The connection that does it; none for what Antiphon does itself. */
    connection?: string;
    /** To whom. */
    to?: Whom;
    /** The thread to answer in. */
    conversation?: string;
    /** The external id of the signal it answers. */
    inReplyTo?: string;
    /** What to say. */
    text?: string;
    /** The earliest time; at once if absent. */
    notBefore?: Time;
    /** Details: anything JSON can say. */
    attributes?: Attributes;
  }

  /** Something understood of a signal. `insight()` makes one. */
  export interface InsightDraft {
    /** What was understood: `language`, `sentiment`, `topic`, … */
    type: string;
    /** The finding. */
    value: string;
    /** What it is about within the signal; the whole if absent. */
    about?: string;
    /** Where in the text; the whole if absent. */
    span?: Span;
    /** From 0 to 1; 1 if absent. */
    confidence?: number;
    /** Details: anything JSON can say. */
    attributes?: Attributes;
  }

  /** A signal that a connector read. It needs a kind, and one of text, rating, profile and attributes. */
  export interface SignalDraft {
    /** What the outside system calls it; by it a signal that is offered again is recognised. */
    externalId?: string;
    /** What it is: `message`, `review`, `survey-response`, `order`, … */
    kind: string;
    /** Where it was given; the connection's own channel if absent. */
    channel?: string;
    /** The part of the organisation, as `acme/emea/care`; the connection's own if absent. */
    unit?: string;
    /** When it happened; when it was heard if absent. */
    occurredAt?: Time;
    /** `inbound` if absent. */
    direction?: 'inbound' | 'outbound';
    /** Who gave it: one name, or all there are. */
    identities?: Whom | Whom[];
    /** What it tells about its giver: `name`, `locale`, … */
    profile?: Attributes;
    /** The thread it belongs to. */
    conversation?: string;
    /** The external id of what it answers. */
    inReplyTo?: string;
    /** Its language, such as `de` or `pt-BR`. */
    language?: string;
    /** What was said. */
    text?: string;
    /** A rating in the scale of its kind. */
    rating?: number;
    /** Everything else: anything JSON can say. */
    attributes?: Attributes;
  }

  /** What a connector sends: a text, or a body that is a text or becomes JSON, with headers. */
  export type Message = string | { body: any, headers?: { [name: string]: string | number | boolean } };

  /** One, several, or nothing; what is `undefined` or `null` within an array is left out. */
  export type Some<T> = T | (T | null | undefined)[] | null | undefined | void;

  // ---- what a script exports -----------------------------------------------------------------------------------------

  /** A policy's `decide`: the actions an entry calls for. Pure: it has neither clock nor chance nor memory. */
  export type Decide = (entry: Entry, profile: Profile, settings?: Settings) => Some<ActionDraft>;

  /** An enricher's `enrich`: what can be understood of a signal. */
  export type Enrich = (signal: Signal, profile: Profile, settings?: Settings) => Some<InsightDraft>;

  /** A connector's `signal`: what was received, read as signals. */
  export type Read = (received: Received, settings?: Settings) => Some<SignalDraft>;

  /** A connector's `message`: what is sent to have an action done. */
  export type Write = (action: Action, settings?: Settings) => Message;

  /** A script's `config`: its settings, each a default value or a field. */
  export type Config = { [name: string]: string | number | boolean | Field };

  /** A setting that people fill in. */
  export interface Field {
    /** What is filled in; it follows from `default` or `choices` if absent, else it is `text`. */
    type?: 'text' | 'long-text' | 'number' | 'decimal' | 'flag' | 'duration' | 'uri' | 'choice';
    /** Its name for people. */
    label?: string;
    /** What it is for. */
    description?: string;
    /** Its value unless filled in. */
    default?: string | number | boolean;
    /** Whether it must be filled in. */
    required?: boolean;
    /** Whether it is never shown again: a password, a key. Scripts do not see it either. */
    secret?: boolean;
    /** What can be chosen. */
    choices?: string[];
    /** A regular expression that the whole value matches. */
    pattern?: string;
    /** A value that could be. */
    example?: string;
  }

  /** A connector's `spec`: what it is. */
  export interface Spec {
    /** Its name for people; the file's if absent. */
    title?: string;
    /** What it does, in a sentence. */
    summary?: string;
    /** Where its signals are given: `web`, `email`, `store`, … */
    channel: string;
  }

  /** A connector's `signature`: how what is pushed at it proves where it comes from. */
  export interface Signature {
    /** The header that holds it. */
    header: string;
    /** The HMAC over the body; with `none`, or if absent, the header holds the secret itself. */
    algorithm?: 'none' | 'sha256' | 'sha512';
    /** How it is written; `hex` if absent. */
    encoding?: 'hex' | 'base64';
    /** What stands before it, such as `sha256=`. */
    prefix?: string;
    /** The name of the setting that holds the secret; `config` declares it with `secret: true`. */
    secret: string;
  }

  // ---- what a script may use -----------------------------------------------------------------------------------------

  /** Writes a line into the script's log: texts as they are, everything else as JSON. */
  export const log: Log;

  /** Writes lines into the script's log. */
  export interface Log {
    /** For information. */
    (...values: any[]): void;
    /** As a warning. */
    warn(...values: any[]): void;
    /** As an error. */
    error(...values: any[]): void;
  }

  /** The tables there are in `tables/`, each with what a row of it has. */
  export interface Tables {
  }

  /** The name of a table. */
  export type Table = keyof Tables extends never ? string : keyof Tables & string;

  /** A row of a table. */
  export type Row<T> = T extends keyof Tables ? Tables[T] : any;

  /** The row of `tables/NAME.csv` or `tables/NAME.json` under a key; `undefined` if there is none. */
  export function lookup<T extends Table>(table: T, key: string | number | undefined): Row<T> | undefined;

  /** An action of any type. */
  export function action(type: string, connection: string, details?: Partial<ActionDraft>): ActionDraft;

  /** Answers a signal in its conversation. */
  export function reply(connection: string, signal: Signal, text: string | undefined, details?: Partial<ActionDraft>): ActionDraft;

  /** Tells somebody something. */
  export function notify(connection: string, to: Whom, text: string | undefined, details?: Partial<ActionDraft>): ActionDraft;

  /** A timer: at that time the policy is asked about an entry of type `performed` whose `action.attributes` are these. */
  export function wakeAt(when: Time, attributes?: Attributes): ActionDraft;

  /** Something understood of a signal. */
  export function insight(type: string, value: string, details?: Partial<InsightDraft>): InsightDraft;

  /** How many milliseconds a span of time has: `500ms`, `30s`, `5m`, `2h`, `1d`. */
  export function duration(text: string): number;

  /** The time so long after another; the span is a text such as `2h`, or milliseconds. */
  export function after(when: Time, span: string | number): Date;

  /** The words of a text, lower-case, in any script that puts spaces between them. */
  export function words(text: string | undefined): string[];

  /** Whether a text contains one of some terms as whole words, in whatever case. */
  export function mentions(text: string | undefined, ...terms: (string | string[])[]): boolean;

  /** A text in lower case, without accents and surplus spaces, to compare it with others. */
  export function plain(text: string | undefined): string;

  /** A text of at most so many characters, with `…` at the end if it was longer. */
  export function shorten(text: string | undefined, most: number): string;
}

declare module 'antiphon/test' {
  import type { ActionDraft, Attributes, Commanded, Insight, Performed, Profile, Received, Signal, Understood } from 'antiphon';

  /** A test: it passes unless its body throws. */
  export function test(name: string, body: () => void): void;

  /** What is to hold of a value; `expect(x).not` begins what is not to hold. */
  export function expect(actual: any): Expectation & { not: Expectation };

  /** What can be expected of a value. */
  export interface Expectation {
    /** It is exactly this. */
    toBe(expected: any): void;
    /** It has the same fields with the same values, all the way down; `undefined` counts as absent. */
    toEqual(expected: any): void;
    /** It has at least these fields, all the way down; where a regular expression stands, a text matches it. */
    toMatch(expected: any): void;
    /** A text or an array contains this. */
    toContain(part: any): void;
    /** A text or an array is so long. */
    toHaveLength(length: number): void;
    /** It is `undefined`, `null`, or empty: nothing was decided, nothing found. */
    toBeNothing(): void;
    /** It counts as true. */
    toBeTruthy(): void;
    /** Called, it throws; with a message that contains this. */
    toThrow(message?: string): void;
  }

  /** A signal as scripts get it: what is given, and plain defaults. */
  export function signal(fields?: Partial<Signal>): Signal;

  /** What an entry can be made of: fields of its signal may be given directly. */
  export interface EntryFields extends Partial<Signal> {
    /** Tells the kinds of entries apart; `understood` if absent. */
    type?: 'understood';
    /** Its place in the journal. */
    position?: string;
    /** When; noon of 2026-01-01 UTC if absent. */
    at?: Date;
    /** The connection it was heard through. */
    connection?: string;
    /** What was found. */
    insights?: Partial<Insight>[];
  }

  /** An entry as policies get it. From then on `Date.now()` is its time. */
  export function entry(fields?: EntryFields): Understood;
  /** An entry about an action's end or a wake-up call. From then on `Date.now()` is its time. */
  export function entry(fields: { type: 'performed', at?: Date, position?: string, action?: ActionDraft, outcome?: any, cause?: string }): Performed;
  /** An entry about an order. From then on `Date.now()` is its time. */
  export function entry(fields: { type: 'commanded', at?: Date, position?: string, who?: string, command?: string, subject?: string, arguments?: Attributes }): Commanded;

  /** A profile as scripts get it: what is given, and plain defaults. */
  export function profile(fields?: Partial<Profile>): Profile;

  /** What a connector gets: of `json`, or of `text`. */
  export function received(fields?: { json?: any, text?: string, headers?: { [name: string]: string }, origin?: string }): Received;

  /** The content of `fixtures/NAME`: parsed if it ends in `.json`, else text. */
  export function fixture(name: string): any;
}

/** Writes into the script's log, as `log` does. */
declare const console: {
  log(...values: any[]): void;
  info(...values: any[]): void;
  debug(...values: any[]): void;
  warn(...values: any[]): void;
  error(...values: any[]): void;
};
