package io.antiphon.care.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.care.clock.BusinessCalendar;
import io.antiphon.spi.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads settings from JSON and says all that is wrong with them at once. Used once. */
public final class SettingsReader {

    /** The longest text of settings, in characters. */
    public static final int MOST_TEXT = 1_000_000;

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> KNOWN = Set.of(
            "ignore",
            "thanks",
            "mergeHours",
            "reopenDays",
            "silenceHours",
            "closeDays",
            "priority",
            "calendars",
            "levels",
            "queues",
            "templates",
            "macros");
    private static final Set<String> VERBS = Set.of(
            "reply", "assign", "take", "queue", "priority", "tag", "note", "snooze", "acknowledge", "assess", "close");
    private static final int MOST_HOURS = 24 * 366;

    private final Faults faults = new Faults();

    /** Settings, or what is wrong with them. */
    public record Result(CareSettings settings, List<Problem> problems) {
        /** Copies. */
        public Result {
            problems = List.copyOf(problems);
        }
    }

    private SettingsReader() {}

    /** Reads settings; those that are wrong come with problems and as good as they can be understood. */
    public static Result read(String text) {
        SettingsReader reader = new SettingsReader();
        JsonNode root = reader.parse(text);
        CareSettings settings = reader.settings(root);
        return new Result(settings, reader.faults.problems());
    }

    /** The text of the settings that hold while there are no others. */
    public static String usual() {
        try (InputStream in = SettingsReader.class.getResourceAsStream("default.json")) {
            if (in == null) {
                throw new IllegalStateException("default.json is missing in the bundle");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("default.json cannot be read", e);
        }
    }

    private JsonNode parse(String text) {
        try {
            if (text.length() > MOST_TEXT) {
                faults.add("settings", "They are longer than " + MOST_TEXT + " characters.", "Shorten the templates.");
                return JSON.createObjectNode();
            }
            JsonNode root = JSON.readTree(text);
            if (root != null && root.isObject()) {
                root.fieldNames().forEachRemaining(name -> {
                    if (!KNOWN.contains(name)) {
                        faults.add(name, "There is no such setting.", "There are " + String.join(", ", sorted()) + ".");
                    }
                });
                return root;
            }
            faults.add("settings", "They are not a JSON object.", "Begin with {\"queues\": [ … ]}.");
        } catch (JsonProcessingException e) {
            faults.add("settings", "They are not JSON: " + e.getOriginalMessage() + ".", "Mend the text.");
        }
        return JSON.createObjectNode();
    }

    private static List<String> sorted() {
        return KNOWN.stream().sorted().toList();
    }

    private CareSettings settings(JsonNode root) {
        Part all = new Part(faults, root, "");
        Map<String, BusinessCalendar> calendars = calendars(all);
        List<Level> levels =
                all.items("levels").stream().map(item -> level(item, calendars)).toList();
        List<Queue> queues = queues(all, levels);
        List<Template> templates = templates(all);
        List<Macro> macros = macros(all, templates);
        Part priority = all.part("priority");
        String thanks = all.text("thanks", "", 100);
        if (!thanks.isEmpty() && queues.stream().noneMatch(queue -> queue.name().equals(thanks))) {
            faults.add("thanks", "There is no queue '" + thanks + "'.", "Name one of the queues, or leave it empty.");
        }
        return new CareSettings(
                new HashSet<>(all.texts("ignore")),
                thanks,
                Duration.ofHours(all.number("mergeHours", 0, MOST_HOURS, 0)),
                Duration.ofDays(all.number("reopenDays", 0, 3_660, 14)),
                Duration.ofHours(all.number("silenceHours", 0, MOST_HOURS, 0)),
                Duration.ofDays(all.number("closeDays", 0, 3_660, 0)),
                priority.texts("vip"),
                new HashSet<>(priority.texts("urgentTopics")),
                levels,
                queues,
                templates,
                macros);
    }

    private Map<String, BusinessCalendar> calendars(Part all) {
        Map<String, BusinessCalendar> calendars = new HashMap<>(Map.of("always", BusinessCalendar.always()));
        for (Part item : all.items("calendars")) {
            calendars.put(item.name(), Calendars.read(item));
        }
        return calendars;
    }

    private static Level level(Part item, Map<String, BusinessCalendar> calendars) {
        String calendar = item.text("calendar", "always", 100);
        BusinessCalendar hours = calendars.get(calendar);
        if (hours == null) {
            item.fault("calendar", "There is no calendar '" + calendar + "'.", "Name one of the calendars, or always.");
        }
        return new Level(
                item.name(),
                hours == null ? BusinessCalendar.always() : hours,
                item.duration("firstAnswer"),
                item.duration("resolution"),
                item.share("warn", 0.75));
    }

    private static List<Queue> queues(Part all, List<Level> levels) {
        Set<String> names = new HashSet<>();
        List<Queue> queues = new ArrayList<>();
        for (Part item : all.items("queues")) {
            Queue queue = queue(item);
            if (!names.add(queue.name())) {
                item.fault("name", "There are two queues '" + queue.name() + "'.", "Give each a name of its own.");
            }
            if (!queue.level().isEmpty()
                    && levels.stream().noneMatch(level -> level.name().equals(queue.level()))) {
                item.fault("level", "There is no level '" + queue.level() + "'.", "Name one of the levels.");
            }
            queues.add(queue);
        }
        return queues;
    }

    private static Queue queue(Part item) {
        String name = item.name();
        String assign = item.text("assign", "pull", 10);
        if (!assign.equals("pull") && !assign.equals("auto")) {
            item.fault("assign", "It is '" + assign + "'.", "Say pull or auto.");
        }
        if (name.equals("none")) {
            item.fault("name", "'none' means no queue.", "Take another name.");
        }
        return new Queue(
                name,
                item.text("title", name, 200),
                item.texts("units"),
                item.texts("topics"),
                item.texts("channels"),
                item.texts("languages"),
                item.texts("kinds"),
                item.texts("skills"),
                item.text("level", "", 100),
                assign.equals("auto"));
    }

    private static List<Template> templates(Part all) {
        return all.items("templates").stream()
                .map(item -> new Template(
                        item.name(),
                        item.text("title", item.name(), 200),
                        item.text("language", "", 35),
                        item.needed("text", 100_000)))
                .toList();
    }

    private static List<Macro> macros(Part all, List<Template> templates) {
        List<Macro> macros = new ArrayList<>();
        for (Part item : all.items("macros")) {
            List<Macro.Step> steps = new ArrayList<>();
            for (Part step : item.items("steps")) {
                String verb = step.needed("verb", 30);
                if (!verb.isEmpty() && !VERBS.contains(verb)) {
                    step.fault("verb", "'" + verb + "' is no verb.", "There are " + String.join(", ", VERBS) + ".");
                }
                String template = step.text("template", "", 100);
                if (!template.isEmpty()
                        && templates.stream().noneMatch(one -> one.name().equals(template))) {
                    step.fault("template", "There is no template '" + template + "'.", "Name one of the templates.");
                }
                steps.add(new Macro.Step(verb, step.map("verb")));
            }
            if (steps.isEmpty()) {
                item.fault("steps", "A macro does something.", "Add a step such as {\"verb\": \"take\"}.");
            }
            macros.add(new Macro(item.name(), item.text("title", item.name(), 200), steps));
        }
        return macros;
    }
}
