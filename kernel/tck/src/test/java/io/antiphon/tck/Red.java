package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a kit on a plugin, as its author would, and tells which of the kit's tests are red. */
final class Red {

    private Red() {}

    /** The names of the failed tests. */
    static Set<String> tests(Class<?> kit) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .execute();
        Set<String> red = new TreeSet<>();
        results.testEvents().failed().stream()
                .forEach(event -> red.add(
                        event.getTestDescriptor().getUniqueId().getLastSegment().getValue()));
        Set<String> names = new TreeSet<>();
        for (String name : red) {
            names.add(name.startsWith("#") ? "anySplitGivesTheSameRows" : name.replaceAll("\\(.*", ""));
        }
        return names;
    }

    static void assertRed(Class<?> kit, String... expected) {
        assertEquals(new TreeSet<>(Set.of(expected)), tests(kit), kit.getSimpleName());
    }

    static void assertGreen(Class<?> kit) {
        assertRed(kit);
    }
}
