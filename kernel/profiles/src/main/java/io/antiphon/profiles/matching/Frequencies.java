package io.antiphon.profiles.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each value of an attribute occurs: to agree on a rare name says more than to agree on a common one. */
final class Frequencies {

    private final Attribute attribute;
    private final Map<String, Integer> counts = new HashMap<>();
    private final double usual;

    Frequencies(List<Person> people, Attribute attribute) {
        this.attribute = attribute;
        double total = 0;
        for (Person person : people) {
            String value = person.get(attribute);
            if (!value.isEmpty()) {
                counts.merge(value, 1, Integer::sum);
                total++;
            }
        }
        double sum = 0;
        for (int count : counts.values()) {
            sum += count * (count / total);
        }
        usual = sum;
    }

    /** The logarithm of how much rarer a person's value is than is usual among the values that two agree on; 0 if there is none. */
    double rareness(Person person) {
        Integer count = counts.get(person.get(attribute));
        return count == null ? 0 : Math.log(usual / count);
    }
}
