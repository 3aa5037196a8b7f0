package io.antiphon.scripting.kinds;

import io.antiphon.scripting.sandbox.Hands;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.Map;

/**
 * Lets the engine load what it needs for scripts, which takes seconds otherwise and would count as the first script's own time: a policy
 * is called about a made-up signal until a call is quick enough.
 */
public final class Warming {

    private static final int MOST_CALLS = 5;
    private static final String FILE = "warm.policy.js";
    private static final String TEXT = """
            export function decide(entry, profile) {
              const words = [...entry.signal.text].map((c) => `${c}`).join('').match(/x/u) ?? [profile.id];
              const day = new Intl.DateTimeFormat('en').format(entry.at);
              return { type: 'reply', connection: 'nowhere', to: entry.signal.identities[0], text: `${day} ${words.length}`,
                       attributes: { topics: entry.insights.filter((i) => i.type === 'topic').map((i) => i.value) } };
            }
            """;

    private Warming() {}

    /** @return whether a call came to its end in the time that calls have */
    public static boolean warm(Sandbox sandbox) {
        Signal signal = Signal.of("message")
                .identity("email", "nobody@example.org")
                .text("Where is it?")
                .attribute("order", "A-1")
                .build();
        Entry.Understood entry =
                Entry.Understood.of(Entry.Heard.of("nowhere", signal), null, List.of(Insight.of("topic", "late")));
        Draft draft = new Draft(FILE, Map.of(FILE, TEXT), Map.of(), "1");
        try (Edition edition = new Edition(sandbox, draft, Hands.NONE)) {
            Policy policy = new ScriptPolicy(edition);
            boolean quick = false;
            for (int calls = 0; calls < MOST_CALLS && !quick; calls++) {
                quick = answers(policy, entry);
            }
            return quick;
        }
    }

    private static boolean answers(Policy policy, Entry entry) {
        try {
            return policy.decide(entry, Profile.ANONYMOUS).size() == 1;
        } catch (ScriptFault tooSlow) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException("The engine of scripts cannot be made ready", e);
        }
    }
}
