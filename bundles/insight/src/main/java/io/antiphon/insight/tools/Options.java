package io.antiphon.insight.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What follows a command: plain words, and options with one value each.
 *
 * @param words the plain words
 * @param values by the option's name, without dashes
 */
record Options(List<String> words, Map<String, String> values) {

    static Options parse(List<String> arguments, Set<String> known) throws Usage {
        List<String> words = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            String name = argument.substring(2);
            if (!known.contains(name)) {
                throw new Usage("there is no option --" + name + "; there are --" + String.join(", --", known));
            }
            if (i + 1 == arguments.size()) {
                throw new Usage("--" + name + " needs a value");
            }
            values.put(name, arguments.get(++i));
        }
        return new Options(words, values);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String need(String name) throws Usage {
        String value = values.get(name);
        if (value == null) {
            throw new Usage("--" + name + " is missing");
        }
        return value;
    }

    Optional<Double> number(String name) throws Usage {
        String value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= 0 && number <= 1_000_000) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Usage("--" + name + " is a number from 0 on, not '" + value + "'");
    }
}
