package io.antiphon.rules.lang;

import io.antiphon.rules.text.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a rule says to the customer: {@code reply} and {@code ask}. */
final class ReplyReader {

    static final List<String> REPLY_FIELDS =
            List.of("text", "subject", "connection", "to", "default", "purpose", "campaign", "acknowledges");
    static final List<String> ASK_FIELDS =
            List.of("survey", "link", "text", "subject", "connection", "to", "default", "campaign");

    private static final int MOST_LANGUAGES = 40;
    private static final String TAG = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*";
    private static final String LINKS = "https?://[^\\s]+";

    private final boolean signal;

    ReplyReader(boolean signal) {
        this.signal = signal;
    }

    Optional<Step> reply(Tree value, Reading reading) {
        Tree.Fields fields = value instanceof Tree.Scalar
                ? null
                : reading.fields(value, "reply: {text: \"Dear {{profile.name|customer}}, …\"}");
        if (!signal) {
            reading.fault(value, "A rule about what happens to a case cannot reply; notify somebody instead.");
        }
        if (fields == null) {
            return value instanceof Tree.Scalar ? plainReply(value, reading) : Optional.empty();
        }
        reading.only(fields, REPLY_FIELDS);
        StepReader.needs(fields, value, reading, "text");
        String purpose = reading.in("purpose")
                .word(StepReader.at(fields, "purpose"), List.of("service", "promotion", "survey"))
                .orElse("service");
        boolean acknowledges = reading.in("acknowledges")
                .flag(StepReader.at(fields, "acknowledges"))
                .orElse(false);
        return texts(fields, reading, Set.of())
                .map(texts -> said(fields, reading, texts, purpose, "", null, !acknowledges));
    }

    Optional<Step> ask(Tree value, Reading reading) {
        if (!signal) {
            reading.fault(value, "A rule about what happens to a case cannot ask; notify somebody instead.");
        }
        Tree.Fields fields = reading.fields(value, "ask: {survey: nps, link: \"https://…\", text: \"… {{link}}\"}");
        if (fields == null) {
            return Optional.empty();
        }
        reading.only(fields, ASK_FIELDS);
        StepReader.needs(fields, value, reading, "survey", "link", "text");
        Optional<String> survey = reading.in("survey").text(StepReader.at(fields, "survey"), 64);
        Tree written = StepReader.at(fields, "link");
        Optional<Template> link = reading.in("link").template(written, Set.of(), true);
        if (written instanceof Tree.Scalar scalar
                && !scalar.value().replaceAll("\\{\\{.*?\\}\\}", "x").matches(LINKS)) {
            reading.in("link").fault(written, "This is a link, as https://survey.example/{{signal.id}}");
        }
        Optional<Map<String, Template>> texts = texts(fields, reading, Set.of("link"));
        texts.ifPresent(all -> all.forEach((tag, text) -> {
            if (!text.variables().contains("link")) {
                reading.in("text")
                        .fault(
                                value,
                                "The text" + (tag.equals("*") ? "" : " in " + tag)
                                        + " does not say {{link}}, so nobody could follow it.");
            }
        }));
        return survey.isPresent() && link.isPresent() && texts.isPresent()
                ? Optional.of(said(fields, reading, texts.get(), "survey", survey.get(), link.get(), false))
                : Optional.empty();
    }

    private static Optional<Step> plainReply(Tree value, Reading reading) {
        return reading.template(value, Set.of(), true)
                .map(text -> new Step.Reply("", "", Map.of("*", text), null, "service", "", "", null, true));
    }

    private static Step said(
            Tree.Fields fields,
            Reading reading,
            Map<String, Template> texts,
            String purpose,
            String survey,
            @Nullable Template link,
            boolean settled) {
        return new Step.Reply(
                reading.in("connection")
                        .text(StepReader.at(fields, "connection"), 64)
                        .orElse(""),
                reading.in("to").text(StepReader.at(fields, "to"), 64).orElse(""),
                texts,
                reading.in("subject")
                        .template(StepReader.at(fields, "subject"), Set.of(), true)
                        .orElse(null),
                purpose,
                reading.in("campaign")
                        .text(StepReader.at(fields, "campaign"), StepReader.MOST_WORD)
                        .orElse(""),
                survey,
                link,
                settled);
    }

    /** The texts by language, the one for all others first. */
    private static Optional<Map<String, Template>> texts(Tree.Fields fields, Reading reading, Set<String> more) {
        Tree text = StepReader.at(fields, "text");
        Tree other = StepReader.at(fields, "default");
        Map<String, Template> texts = new LinkedHashMap<>();
        if (text instanceof Tree.Fields languages) {
            Reading inner = reading.in("text");
            if (languages.fields().isEmpty() || languages.fields().size() > MOST_LANGUAGES) {
                inner.fault(text, "There is one text for each of 1 to " + MOST_LANGUAGES + " languages.");
            }
            languages.fields().forEach((tag, field) -> {
                if (!tag.matches(TAG)) {
                    inner.fault(
                            field.line(),
                            field.column(),
                            "'" + Words.cut(tag, 20) + "' is no language; one looks like en, ru or pt-BR.");
                }
                inner.in(tag).template(field.value(), more, true).ifPresent(read -> texts.put(tag, read));
            });
            first(texts, other, reading);
        } else if (text != null) {
            reading.in("text").template(text, more, true).ifPresent(read -> texts.put("*", read));
            if (other != null) {
                reading.fault(other, "There is one text for all languages, so none can be the default.");
            }
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    private static void first(Map<String, Template> texts, @Nullable Tree other, Reading reading) {
        reading.in("default").text(other, 20).ifPresent(tag -> {
            Template template = texts.get(tag);
            if (template == null && other != null) {
                reading.fault(other, "There is no text in '" + Words.cut(tag, 20) + "', which is to be the default.");
            } else if (template != null) {
                Map<String, Template> rest = new LinkedHashMap<>(texts);
                texts.clear();
                texts.put(tag, template);
                rest.forEach(texts::putIfAbsent);
            }
        });
    }
}
