package io.antiphon.scripting.door;

import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.Kind;
import io.antiphon.scripting.life.Desk;
import io.antiphon.scripting.life.Status;
import io.antiphon.scripting.life.Workshop;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.scripting.testing.TestRun;
import io.antiphon.scripting.trial.Report;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Field;
import io.antiphon.spi.Plugins.Plugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Scripts as REST shows them. */
final class Views {

    private final Workshop workshop;
    private final Desk desk;
    private final Supplier<List<Plugin>> plugins;

    Views(Workshop workshop, Desk desk, Supplier<List<Plugin>> plugins) {
        this.workshop = workshop;
        this.desk = desk;
        this.plugins = plugins;
    }

    Map<String, Object> list(Sandbox sandbox) {
        List<Plugin> all = plugins.get();
        List<Object> scripts = new ArrayList<>();
        workshop.list().forEach(status -> scripts.add(script(status, all)));
        List<Object> files = new ArrayList<>();
        List<Object> tables = new ArrayList<>();
        Map<String, ScriptFault> faults = workshop.tables().faults();
        workshop.files().forEach((file, text) -> {
            if (Kind.of(file).isEmpty()) {
                files.add(Map.of("file", file, "size", (long) text.length()));
            }
            if (file.startsWith("tables/")) {
                ScriptFault fault = faults.get(file);
                tables.add(fault == null ? Map.of("file", file) : Map.of("file", file, "problem", fault(fault)));
            }
        });
        return Map.of(
                "engine",
                Map.of(
                        "compiles",
                        sandbox.compiles(),
                        "limits",
                        Map.of(
                                "callMillis",
                                sandbox.limits().call().toMillis(),
                                "memoryMegabytes",
                                sandbox.limits().memory() >> 20)),
                "scripts",
                scripts,
                "files",
                files,
                "tables",
                tables);
    }

    private Map<String, Object> script(Status status, List<Plugin> all) {
        Map<String, Object> view = new LinkedHashMap<>();
        String name = Kind.name(status.file());
        Optional<Plugin> plugin = all.stream()
                .filter(one ->
                        one.kind().equals(status.kind().word()) && one.name().equals(name))
                .filter(one -> one.version().equals(status.version()))
                .findFirst();
        boolean quarantined = plugin.map(Plugin::state).orElse("").equals("quarantined");
        view.put("file", status.file());
        view.put("name", name);
        view.put("kind", status.kind().word());
        view.put("state", quarantined && status.fault() == null ? "quarantined" : status.state());
        view.put("version", status.version());
        if (status.since() != null) {
            view.put("since", status.since());
        }
        view.put("who", status.who());
        view.put("note", status.note());
        view.put("calls", plugin.map(Plugin::calls).orElse(0L));
        view.put("errors", plugin.map(Plugin::errors).orElse(0L));
        view.put("p99Micros", plugin.map(Plugin::p99Micros).orElse(0L));
        view.put("reason", plugin.map(Plugin::reason).orElse(""));
        ScriptFault fault = status.fault();
        if (fault != null) {
            view.put("problem", fault(fault));
        }
        long failed = status.tests().stream().filter(test -> !test.passed()).count();
        view.put("tests", Map.of("passed", status.tests().size() - failed, "failed", failed));
        return view;
    }

    Map<String, Object> script(String file) {
        Status status = workshop.status(file);
        Map<String, Object> view = script(status, plugins.get());
        Edition live = workshop.live(file);
        view.put("text", workshop.files().getOrDefault(file, ""));
        view.put("liveText", live == null ? "" : live.draft().text());
        view.put("fields", status.fields().stream().map(Views::field).toList());
        view.put("settings", masked(status));
        view.put(
                "versions",
                desk.versions(file).stream()
                        .map(version -> Map.of(
                                "version", version.version(),
                                "since", version.since(),
                                "who", version.who(),
                                "text", version.text()))
                        .toList());
        view.put("tests", results(status.tests()));
        return view;
    }

    private static Map<String, String> masked(Status status) {
        Map<String, String> settings = new LinkedHashMap<>(status.given());
        for (Field field : status.fields()) {
            if (field.secret() && settings.containsKey(field.name())) {
                settings.put(field.name(), Connections.MASK);
            }
        }
        return settings;
    }

    Map<String, Object> file(String file) {
        return Map.of("file", file, "text", workshop.files().getOrDefault(file, ""));
    }

    private static Map<String, Object> field(Field field) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", field.name());
        view.put("type", field.type().name().toLowerCase(Locale.ROOT));
        view.put("label", field.label());
        view.put("description", field.description());
        view.put("default", field.defaultValue());
        view.put("required", field.required());
        view.put("secret", field.secret());
        view.put("choices", field.choices());
        view.put("pattern", field.pattern());
        view.put("example", field.example());
        return view;
    }

    static Map<String, Object> fault(ScriptFault fault) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("file", fault.file());
        view.put("line", (long) fault.line());
        view.put("column", (long) fault.column());
        view.put("message", fault.reason());
        return view;
    }

    static List<Map<String, Object>> results(List<TestRun.Result> results) {
        return results.stream()
                .map(result -> {
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("file", result.file());
                    view.put("name", result.name());
                    view.put("passed", result.passed());
                    view.put("failure", result.failure());
                    view.put("logged", result.logged());
                    return view;
                })
                .toList();
    }

    static Map<String, Object> report(Report report) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", report.id());
        view.put("file", report.file());
        view.put("state", report.state());
        view.put("message", report.message());
        view.put("done", report.done());
        view.put("total", report.total());
        view.put("candidate", report.candidate());
        view.put("live", report.live());
        view.put("entries", report.entries());
        view.put("stay", report.stay());
        view.put("appear", report.appear());
        view.put("vanish", report.vanish());
        view.put("change", report.change());
        view.put("errors", report.errors());
        view.put("liveErrors", report.liveErrors());
        view.put("microsPerCall", report.microsPerCall());
        view.put("liveMicrosPerCall", report.liveMicrosPerCall());
        view.put("whole", report.whole());
        List<Object> examples = new ArrayList<>();
        report.examples().forEach(example -> {
            Map<String, Object> one = new LinkedHashMap<>(example.what());
            one.put("difference", example.difference());
            one.put("before", example.before());
            one.put("after", example.after());
            one.put("message", example.message());
            examples.add(one);
        });
        view.put("examples", examples);
        return view;
    }
}
