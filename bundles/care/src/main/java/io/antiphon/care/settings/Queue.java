package io.antiphon.care.settings;

import io.antiphon.spi.Person;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A queue of cases and what belongs into it; an empty list asks for nothing.
 *
 * @param units with all below them
 * @param topics one of them is enough
 * @param languages BCP 47 tags; {@code zh} holds {@code zh-Hant} too
 * @param skills that who works on it needs
 * @param level the name of its service level; empty for none
 * @param auto whether cases are assigned; otherwise people take them
 */
public record Queue(
        String name,
        String title,
        List<String> units,
        List<String> topics,
        List<String> channels,
        List<String> languages,
        List<String> kinds,
        List<String> skills,
        String level,
        boolean auto) {

    /** Copies. */
    public Queue {
        units = List.copyOf(units);
        topics = List.copyOf(topics);
        channels = List.copyOf(channels);
        languages = List.copyOf(languages);
        kinds = List.copyOf(kinds);
        skills = List.copyOf(skills);
    }

    /** Whether something of this kind belongs into it. */
    public boolean takes(String unit, String channel, String kind, String language, Collection<String> told) {
        return (units.isEmpty() || units.stream().anyMatch(one -> Person.isWithin(unit, one)))
                && (channels.isEmpty() || channels.contains(channel))
                && (kinds.isEmpty() || kinds.contains(kind))
                && (languages.isEmpty() || speaks(languages, language))
                && (topics.isEmpty() || topics.stream().anyMatch(told::contains));
    }

    /** Whether one of some languages covers a language. */
    public static boolean speaks(List<String> languages, String language) {
        String wanted = language.toLowerCase(Locale.ROOT);
        for (String one : languages) {
            String spoken = one.toLowerCase(Locale.ROOT);
            if (wanted.equals(spoken) || wanted.startsWith(spoken + "-")) {
                return true;
            }
        }
        return false;
    }
}
