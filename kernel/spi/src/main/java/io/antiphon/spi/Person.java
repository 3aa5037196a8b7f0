package io.antiphon.spi;

import java.util.List;

/**
 * Somebody who works with Antiphon: what they may do and what they can.
 *
 * @param name by which they sign in and are journaled; empty for nobody
 * @param title how they are called in the console; the name if there is nothing better
 * @param role what they may do
 * @param units the units whose matters they may see and touch, each with all units below it; empty for all
 * @param languages BCP 47 tags of the languages they answer in, best first; empty if nobody said
 * @param skills what else they are good at, as queues ask for it
 */
public record Person(
        String name, String title, Role role, List<String> units, List<String> languages, List<String> skills) {

    /** Nobody: who asks is not known. */
    public static final Person NOBODY = new Person("", "", Role.VIEWER, List.of(), List.of(), List.of());

    /** Copies. */
    public Person {
        units = List.copyOf(units);
        languages = List.copyOf(languages);
        skills = List.copyOf(skills);
    }

    /** Somebody who may do everything in all units. */
    public static Person administrator(String name) {
        return new Person(name, name, Role.ADMINISTRATOR, List.of(), List.of(), List.of());
    }

    /** Whether it is nobody. */
    public boolean isNobody() {
        return name.isEmpty();
    }

    /** Whether they may see and touch what belongs to a unit; what belongs to none is for those without limits. */
    public boolean covers(String unit) {
        return units.isEmpty() || units.stream().anyMatch(mine -> isWithin(unit, mine));
    }

    /** Whether a unit is another one or lies below it. */
    public static boolean isWithin(String unit, String above) {
        return unit.equals(above) || unit.startsWith(above + "/");
    }
}
