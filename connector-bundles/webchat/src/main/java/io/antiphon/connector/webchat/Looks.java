package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.spi.Field;
import io.antiphon.spi.FieldType;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the window looks like and says by itself. */
final class Looks {

    static final Field[] FIELDS = {
        Field.text("title", "Title")
                .describe("What stands at the top of the window.")
                .orElse("Chat"),
        Field.text("greeting", "Greeting")
                .describe("What the window says before anything was said.")
                .orElse("Hello! How can we help?"),
        Field.text("offline", "Offline text")
                .describe(
                        "What the window says while the server cannot be reached; what is written meanwhile is sent later.")
                .orElse("We cannot be reached just now. What you write is sent as soon as we can."),
        Field.text("colour", "Colour")
                .describe(
                        "The colour of the button and of the visitor's messages; its text is black or white, whichever is"
                                + " easier to read.")
                .matching("#[0-9a-fA-F]{6}")
                .orElse("#1f5fbf"),
        Field.choice("position", "Position", "right", "left")
                .describe("The lower corner of the page where the button is.")
                .orElse("right"),
        Field.text("languages", "Languages")
                .describe("In which of its languages the window may be, separated by commas, the usual one first:"
                        + " ar, de, en, es, fr, ru, zh. The visitor's browser chooses.")
                .matching("\\s*(ar|de|en|es|fr|ru|zh)(\\s*,\\s*(ar|de|en|es|fr|ru|zh))*\\s*")
                .orElse("en, ar, de, es, fr, ru, zh"),
        Field.of("texts", FieldType.MAP, "Texts in other languages")
                .describe("Title, greeting and offline text in a language: texts.greeting.de, texts.title.fr.")
    };

    private static final Set<String> TEXTS = Set.of("title", "greeting", "offline");

    private Looks() {}

    static List<Problem> problems(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        List<String> languages = settings.list("languages");
        for (String name : settings.map("texts").keySet()) {
            int dot = name.indexOf('.');
            if (dot < 0 || !TEXTS.contains(name.substring(0, dot)) || !languages.contains(name.substring(dot + 1))) {
                problems.add(Problem.error(
                        "texts." + name,
                        "'" + name + "' is not one of " + List.of("title", "greeting", "offline")
                                + " with one of the languages " + languages + ".",
                        "For example: texts.greeting." + languages.get(0)));
            }
        }
        return problems;
    }

    /** For the window. */
    static ObjectNode json(Settings settings) {
        ObjectNode json = Json.object();
        for (String name : List.of("title", "greeting", "offline", "colour", "position")) {
            json.put(name, settings.text(name));
        }
        settings.list("languages").forEach(json.putArray("languages")::add);
        Map<String, ObjectNode> texts = new TreeMap<>();
        settings.map("texts").forEach((name, text) -> {
            int dot = name.indexOf('.');
            if (dot > 0) {
                texts.computeIfAbsent(name.substring(dot + 1), language -> Json.object())
                        .put(name.substring(0, dot), text);
            }
        });
        json.set("texts", Json.object().setAll(texts));
        json.put("identifies", settings.has("identity-secret"));
        return json;
    }
}
