package io.antiphon.scripting.kinds;

import io.antiphon.scripting.sandbox.Hands;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.Map;

/**
 * Lets the engine load what it needs for scripts, which takes seconds otherwise and would count as the first script's own time: a
 * policy is called about a made-up signal.
 */
public final class Warming {

    private static final int CALLS = 3;
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

    /** Returns when it is done. */
    public static void warm(Sandbox sandbox) {
        sandbox.patiently(() -> call(sandbox));
    }

    private static void call(Sandbox sandbox) {
        Signal signal = Signal.of("message")
                .identity("email", "nobody@example.org")
                .text("Where is it?")
                .attribute("order", "A-1")
                .build();
        Entry.Understood entry =
                Entry.Understood.of(Entry.Heard.of("nowhere", signal), null, List.of(Insight.of("topic", "late")));
        Draft draft = new Draft(FILE, Map.of(FILE, TEXT), Map.of(), "1");
        try (Edition edition = new Edition(sandbox, draft, Hands.NONE)) {
            ScriptPolicy policy = new ScriptPolicy(edition);
            for (int i = 0; i < CALLS; i++) {
                policy.decide(entry, Profile.ANONYMOUS);
            }
        }
    }
}
