package io.antiphon.rules.memory;

import io.antiphon.rules.lang.Heards;
import io.antiphon.rules.lang.RulesPolicy;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Position;
import io.antiphon.tck.FoldKit;
import io.antiphon.tck.PolicyKit;
import io.antiphon.tck.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class RuleKitsTest {

    private static final String RULES = """
            rules:
              - name: any
                then: [{open: {queue: care}}, {reply: "Dear {{profile.name|you}}: {{signal.text}} {{attribute.total}}"}]
              - name: latin
                when: {any: [{text: {matches: "[a-z]+"}}, {rating: {below: 3}}], not: {kind: order}}
                then: {wake: {after: 1h, then: {tag: old}}}
              - name: third
                when: {kind: message}
                count: {times: 2, within: 1d, per: everyone, orMore: true}
                then: {priority: 1}
              - name: silent
                when: {kind: message}
                silence: 4h
                then: {notify: {to: ada, title: "{{signal.text}}"}}
              - name: breach
                on: sla-breach
                when: {unit: acme, priority: {atMost: 2}}
                then: {notify: {to: "queue:care", title: "{{case}} is late"}}
            """;

    @Nested
    class RulesPolicyKit extends PolicyKit {
        @Override
        protected Policy policy() {
            return new RulesPolicy(Heards.rules(RULES));
        }

        @Override
        protected List<Entry> decidable() {
            List<Entry> all = new ArrayList<>();
            Samples.entries().stream()
                    .filter(entry -> entry instanceof Entry.Understood understood
                            && understood.heard().signal().direction() == io.antiphon.spi.Direction.INBOUND)
                    .forEach(all::add);
            all.add(Entry.Commanded.of("antiphon", "sla-breach", "case 7", Map.of("unit", "acme/emea", "priority", 1L))
                    .at(Position.of(99), "0-99", Instant.EPOCH));
            return all;
        }
    }

    @Nested
    class RulesFoldKit extends FoldKit {
        @Override
        protected Fold fold() {
            return new RulesFold();
        }

        @Override
        protected List<Entry> entries() {
            try (Street street = new Street(RULES)) {
                Firing firing = new Firing(street.journal, street.journal, street.state);
                for (int i = 0; i < 12; i++) {
                    street.say("u" + i % 3, "hello")
                            .later(Duration.ofMinutes(50))
                            .go();
                    firing.look();
                    if (i % 4 == 0) {
                        street.answer("u1", Map.of());
                    }
                }
                return street.go().journal.all();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
