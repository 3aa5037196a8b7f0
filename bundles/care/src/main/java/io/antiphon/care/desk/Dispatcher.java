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
import java.util.List;
import java.util.Map;

/** Gives cases of queues that are assigned by themselves to who can best answer them, and says why. */
final class Dispatcher {

    private static final int MOST = 200;

    private final Kernel kernel;
    private final Presence presence;
    private Position said = Position.START;

    Dispatcher(Kernel kernel, Presence presence) {
        this.kernel = kernel;
        this.presence = presence;
    }

    /** One round. @return how many were assigned */
    int round() {
        List<Person> people = kernel.everybody();
        if (people.isEmpty() || said.isAfter(kernel.reached())) {
            return 0;
        }
        CareSettings settings = kernel.settings();
        List<Entry> orders = new ArrayList<>();
        Map<String, Long> loads = new HashMap<>(kernel.read(cases -> cases.loads()));
        Choice choice = new Choice(people, presence::isWorking, settings);
        for (Queue queue : settings.queues()) {
            if (queue.auto()) {
                for (Case one : kernel.read(cases -> cases.unassigned(queue.name(), MOST))) {
                    choice.best(one, loads).ifPresent(best -> {
                        loads.merge(best.person().name(), 1L, Long::sum);
                        orders.add(Entry.Commanded.of(
                                Timekeeper.NAME,
                                "assign",
                                CaseId.subject(one.id),
                                Map.of("to", best.person().name(), "reason", best.why())));
                    });
                }
            }
        }
        if (!orders.isEmpty()) {
            said = kernel.recorder().append(orders).get(orders.size() - 1).position();
        }
        return orders.size();
    }
}
