package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.Cases;
import io.antiphon.care.settings.Queue;
import io.antiphon.spi.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The supervisor's view: how much lies in each queue and with each person, and what is late. */
final class Loads {

    /** Figures added up. */
    private static final class Sum {
        private long open;
        private long unassigned;
        private long us;
        private long customer;
        private long snoozed;
        private long pending;
        private long warned;
        private long breached;
        private long trouble;
        private final long[] byPriority = new long[4];
        private long oldest = Case.NEVER;
        private long due = Case.NEVER;

        void add(Cases.Load load) {
            open += load.open();
            unassigned += load.assignee().isEmpty() ? load.open() : 0;
            us += load.us();
            customer += load.customer();
            snoozed += load.snoozed();
            pending += load.pending();
            warned += load.warned();
            breached += load.breached();
            trouble += load.trouble();
            byPriority[Math.max(0, Math.min(3, load.priority() - 1))] += load.open();
            oldest = Math.min(oldest, load.oldest());
            due = Math.min(due, load.due());
        }

        Map<String, Object> json(Map<String, Object> json) {
            json.put("open", open);
            json.put("unassigned", unassigned);
            json.put("us", us);
            json.put("customer", customer);
            json.put("snoozed", snoozed);
            json.put("pending", pending);
            json.put("warned", warned);
            json.put("breached", breached);
            json.put("trouble", trouble);
            json.put("byPriority", List.of(byPriority[0], byPriority[1], byPriority[2], byPriority[3]));
            CaseJson.time(json, "oldestAt", oldest);
            CaseJson.time(json, "nextDue", due);
            return json;
        }
    }

    private final Kernel kernel;

    Loads(Kernel kernel) {
        this.kernel = kernel;
    }

    Map<String, Object> of(Person asks) {
        Map<String, Sum> queues = new TreeMap<>();
        Map<String, Sum> people = new TreeMap<>();
        Sum total = new Sum();
        for (Cases.Load load : kernel.read(Cases::figures)) {
            if (asks.covers(load.unit())) {
                queues.computeIfAbsent(load.queue(), fresh -> new Sum()).add(load);
                people.computeIfAbsent(load.assignee(), fresh -> new Sum()).add(load);
                total.add(load);
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("queues", queues(queues));
        body.put("people", people(people));
        body.put("total", total.json(new LinkedHashMap<>()));
        Sum none = queues.get("");
        body.put("unqueued", none == null ? 0 : none.open);
        return body;
    }

    private List<Map<String, Object>> queues(Map<String, Sum> sums) {
        List<Map<String, Object>> queues = new ArrayList<>();
        Map<String, Sum> rest = new TreeMap<>(sums);
        rest.remove("");
        for (Queue queue : kernel.settings().queues()) {
            Sum sum = rest.remove(queue.name());
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", queue.name());
            json.put("title", queue.title());
            json.put("assign", queue.auto() ? "auto" : "pull");
            queues.add((sum == null ? new Sum() : sum).json(json));
        }
        rest.forEach((name, sum) -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.put("title", name + " (gone)");
            json.put("assign", "pull");
            queues.add(sum.json(json));
        });
        return queues;
    }

    private List<Map<String, Object>> people(Map<String, Sum> sums) {
        Map<String, Person> known = new TreeMap<>();
        kernel.everybody().forEach(person -> known.put(person.name(), person));
        sums.keySet().forEach(name -> known.computeIfAbsent(
                name, fresh -> new Person(name, name, io.antiphon.spi.Role.AGENT, List.of(), List.of(), List.of())));
        List<Map<String, Object>> people = new ArrayList<>();
        known.forEach((name, person) -> {
            if (!name.isEmpty()) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("name", name);
                json.put("title", person.title());
                json.put("languages", person.languages());
                json.put("skills", person.skills());
                people.add(sums.getOrDefault(name, new Sum()).json(json));
            }
        });
        return people;
    }
}
