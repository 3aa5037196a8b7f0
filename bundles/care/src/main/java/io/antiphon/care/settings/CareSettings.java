package io.antiphon.care.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a team has laid down about its cases.
 *
 * @param ignored kinds of signals that need no answer
 * @param thanks the queue of those who only praise; empty for none
 * @param merge for how long after its latest signal a person's open case takes that person's signals of other conversations; zero for as long
 *     as it is open
 * @param reopen for how long a closed case is opened again by its conversation
 * @param silence after how much silence of a customer whom we answered somebody is told; zero for never
 * @param close after how much silence such a case is closed; zero for never
 * @param vip names of what signals tell about their giver that make one very important
 * @param urgent topics that make a case urgent
 */
public record CareSettings(
        Set<String> ignored,
        String thanks,
        Duration merge,
        Duration reopen,
        Duration silence,
        Duration close,
        List<String> vip,
        Set<String> urgent,
        List<Level> levels,
        List<Queue> queues,
        List<Template> templates,
        List<Macro> macros) {

    /** Copies. */
    public CareSettings {
        ignored = Set.copyOf(ignored);
        vip = List.copyOf(vip);
        urgent = Set.copyOf(urgent);
        levels = List.copyOf(levels);
        queues = List.copyOf(queues);
        templates = List.copyOf(templates);
        macros = List.copyOf(macros);
    }

    /** A queue by its name. */
    public Optional<Queue> queue(String name) {
        return queues.stream().filter(queue -> queue.name().equals(name)).findFirst();
    }

    /** What a queue promises. */
    public Level level(String queue) {
        String wanted = queue(queue).map(Queue::level).orElse("");
        return levels.stream()
                .filter(level -> level.name().equals(wanted))
                .findFirst()
                .orElse(Level.NONE);
    }

    /** A template by its name. */
    public Optional<Template> template(String name) {
        return templates.stream()
                .filter(template -> template.name().equals(name))
                .findFirst();
    }

    /** A macro by its name. */
    public Optional<Macro> macro(String name) {
        return macros.stream().filter(macro -> macro.name().equals(name)).findFirst();
    }
}
