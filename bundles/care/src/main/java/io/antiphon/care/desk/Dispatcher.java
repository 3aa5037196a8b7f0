package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.CaseId;
import io.antiphon.care.settings.CareSettings;
import io.antiphon.care.settings.Queue;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Person;
import io.antiphon.spi.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gives cases of queues that are assigned by themselves to who can best answer them, and says why; not before it is known what the
 * customer said, since language and topic choose the queue.
 */
final class Dispatcher {

    private static final int MOST = 200;

    private final Kernel kernel;
    private final Presence presence;
    private final Supplier<Position> understood;
    private Position said = Position.START;

    /** @param understood up to where signals have been understood */
    Dispatcher(Kernel kernel, Presence presence, Supplier<Position> understood) {
        this.kernel = kernel;
        this.presence = presence;
        this.understood = understood;
    }

    /** One round. @return how many were assigned */
    int round() {
        List<Person> people = kernel.everybody();
        if (people.isEmpty() || said.isAfter(kernel.reached())) {
            return 0;
        }
        Position passed = understood.get();
        Position folded = kernel.reached();
        CareSettings settings = kernel.settings();
        List<Entry> orders = new ArrayList<>();
        Map<String, Long> loads = new HashMap<>(kernel.read(cases -> cases.loads()));
        Choice choice = new Choice(people, presence::isWorking, settings);
        for (Queue queue : settings.queues()) {
            if (queue.auto()) {
                for (Case one : kernel.read(cases -> cases.unassigned(queue.name(), MOST))) {
                    choice.best(one, loads)
                            .filter(best -> isUnderstood(Position.of(one.id), passed, folded))
                            .ifPresent(best -> {
                                loads.merge(best.person().name(), 1L, Long::sum);
                                orders.add(order(one, best));
                            });
                }
            }
        }
        if (!orders.isEmpty()) {
            said = kernel.recorder().append(orders).get(orders.size() - 1).position();
        }
        return orders.size();
    }

    /** Whether nothing more about the queue of a case can follow from its first signal. */
    private boolean isUnderstood(Position opening, Position passed, Position folded) {
        return !opening.isAfter(passed)
                && kernel.journal().causedBy(opening).stream()
                        .filter(Entry.Understood.class::isInstance)
                        .noneMatch(entry -> entry.position().isAfter(folded));
    }

    private Entry order(Case one, Choice.Candidate best) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("to", best.person().name());
        told.put("reason", best.why());
        told.put("queue", one.queue);
        told.put("queueWhy", one.queueWhy);
        told.putAll(kernel.about(one));
        return Entry.Commanded.of(Timekeeper.NAME, "assign", CaseId.subject(one.id), told);
    }
}
