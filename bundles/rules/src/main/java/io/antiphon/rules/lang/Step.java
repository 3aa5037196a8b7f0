package io.antiphon.rules.lang;

import io.antiphon.spi.Action;
import io.antiphon.spi.Identity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Something a rule does. */
public sealed interface Step {

    /**
     * The action, with what tells of the rule left to the caller.
     *
     * @return null if it cannot be done in this situation
     */
    @Nullable
    Action action(Situation situation, Instant at);

    /** In words: {@code open a case in the queue parcels}. */
    String told();

    /** The variables it needs. */
    default Set<String> variables() {
        return Set.of();
    }

    /** Does something to the case of the signal. @param details as of the action type {@code case} */
    record Case(String op, Map<String, Object> details) implements Step {
        @Override
        public Action action(Situation situation, Instant at) {
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("op", op);
            attributes.putAll(details);
            attributes.put("unit", situation.unit());
            return Action.of("case", "").details(attributes);
        }

        @Override
        public String told() {
            Object queue = details.get("queue");
            Object reason = details.get("reason");
            String why = reason == null ? "" : " (" + reason + ")";
            return switch (op) {
                case "open" -> "open a case"
                        + (queue == null ? "" : " in the queue " + queue)
                        + (details.get("priority") == null ? "" : " with priority " + details.get("priority"))
                        + (details.get("tag") == null ? "" : ", tagged " + details.get("tag"))
                        + why;
                case "route" -> "route it to the queue " + queue + why;
                case "tag" -> "tag it " + details.get("tag");
                case "priority" -> "give it priority " + details.get("priority") + why;
                case "close" -> "close it" + why;
                default -> "record it as thanked for";
            };
        }
    }

    /**
     * Says something to who gave the signal.
     *
     * @param texts by language; the first is for all other languages
     * @param survey the survey's name; empty if it is no survey
     * @param link leads to the survey; null if it is none
     * @param settled whether it counts as an answer
     */
    record Reply(
            String connection,
            String scheme,
            Map<String, Template> texts,
            @Nullable Template subject,
            String purpose,
            String campaign,
            String survey,
            @Nullable Template link,
            boolean settled)
            implements Step {

        @Override
        public @Nullable Action action(Situation situation, Instant at) {
            boolean own = connection.isEmpty() || connection.equals(situation.connection());
            String where = own ? situation.connection() : connection;
            Identity to = situation.identity(scheme);
            if (situation.automatic() || where.isEmpty() || to == null && situation.conversation().isEmpty()) {
                return null;
            }
            String language = chosen(situation.language());
            Situation filled = link == null ? situation : situation.with("link", linked(situation));
            Template text = texts.getOrDefault(language, texts.values().iterator().next());
            Map<String, Object> attributes = new LinkedHashMap<>();
            put(attributes, "unit", situation.unit());
            put(attributes, "channel", own ? situation.channel() : "");
            put(attributes, "purpose", purpose);
            put(attributes, "campaign", campaign);
            put(attributes, "survey", survey);
            put(attributes, "subject", subject == null ? "" : subject.fill(filled::value).replace('\n', ' '));
            put(attributes, "language", language.equals("*") ? "" : language);
            if (!settled) {
                attributes.put("acknowledgement", true);
            }
            return new Action(
                    "",
                    "reply",
                    where,
                    to,
                    own && !situation.conversation().isEmpty() ? situation.conversation() : null,
                    own && !situation.externalId().isEmpty() ? situation.externalId() : null,
                    text.fill(filled::value),
                    null,
                    attributes);
        }

        private String linked(Situation situation) {
            return link == null
                    ? ""
                    : link.fill(situation::value, value -> URLEncoder.encode(value, StandardCharsets.UTF_8));
        }

        private static void put(Map<String, Object> attributes, String name, String value) {
            if (!value.isEmpty()) {
                attributes.put(name, value);
            }
        }

        /** The language of the texts that fits best. */
        String chosen(String wanted) {
            for (String tag : List.of(wanted, Facts.primary(wanted))) {
                for (String known : texts.keySet()) {
                    if (known.equalsIgnoreCase(tag)) {
                        return known;
                    }
                }
            }
            return texts.keySet().iterator().next();
        }

        @Override
        public Set<String> variables() {
            Set<String> all = new TreeSet<>();
            texts.values().forEach(text -> all.addAll(text.variables()));
            if (subject != null) {
                all.addAll(subject.variables());
            }
            if (link != null) {
                all.addAll(link.variables());
            }
            all.remove("link");
            return all;
        }

        @Override
        public String told() {
            String at = connection.isEmpty() ? "" : " at " + connection;
            if (!survey.isEmpty()) {
                return "ask the survey " + survey + at;
            }
            Template first = texts.values().iterator().next();
            String start = first.fill(name -> "{{" + name + "}}").replace('\n', ' ');
            String more = texts.size() > 1 ? " (in " + Words.both(List.copyOf(texts.keySet())) + ")" : "";
            return (settled ? "reply" : "acknowledge") + at + " “" + Words.cut(start, 60) + "”" + more;
        }
    }

    /** Does something later. @param number which of the rule's it is */
    record Wake(Duration after, List<Step> then, int number) implements Step {
        @Override
        public Action action(Situation situation, Instant at) {
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("why", "later");
            attributes.put("step", (long) number);
            attributes.put("situation", situation.remembered());
            return Action.wakeAt(at.plus(after), attributes);
        }

        @Override
        public Set<String> variables() {
            Set<String> all = new TreeSet<>();
            then.forEach(step -> all.addAll(step.variables()));
            return all;
        }

        @Override
        public String told() {
            return "after " + Words.time(after) + " "
                    + Words.both(then.stream().map(Step::told).toList());
        }
    }

    /** Lets a connection do something. */
    record Call(String connection, String type, @Nullable Template text, Map<String, Template> details)
            implements Step {
        @Override
        public Action action(Situation situation, Instant at) {
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("unit", situation.unit());
            attributes.put("purpose", "service");
            details.forEach((name, value) -> attributes.put(name, value.fill(situation::value)));
            Action action = Action.of(type, connection).details(attributes);
            Identity to = situation.identity("");
            action = to == null ? action : action.to(to);
            return text == null ? action : action.saying(text.fill(situation::value));
        }

        @Override
        public Set<String> variables() {
            Set<String> all = new TreeSet<>();
            details.values().forEach(value -> all.addAll(value.variables()));
            if (text != null) {
                all.addAll(text.variables());
            }
            return all;
        }

        @Override
        public String told() {
            return "have " + connection + " do " + type;
        }
    }

    /** Tells a person or those at a queue. */
    record Notify(String to, Template title, @Nullable Template text) implements Step {
        @Override
        public Action action(Situation situation, Instant at) {
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("to", to);
            attributes.put("title", title.fill(situation::value).replace('\n', ' '));
            attributes.put("unit", situation.unit());
            Action action = Action.of("notify", "").details(attributes);
            return text == null ? action : action.saying(text.fill(situation::value));
        }

        @Override
        public Set<String> variables() {
            Set<String> all = new TreeSet<>(title.variables());
            if (text != null) {
                all.addAll(text.variables());
            }
            return all;
        }

        @Override
        public String told() {
            return "notify " + (to.startsWith("queue:") ? "the queue " + to.substring(6) : to) + " “"
                    + Words.cut(title.fill(name -> "{{" + name + "}}"), 60) + "”";
        }
    }
}
