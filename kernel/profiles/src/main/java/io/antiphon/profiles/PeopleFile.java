package io.antiphon.profiles;

import io.antiphon.profiles.matching.Attribute;
import io.antiphon.profiles.matching.Matching;
import io.antiphon.profiles.matching.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Descriptions of people, and who they are in truth.
 *
 * @param columns those that are read, and as what
 * @param people in the order of the file
 * @param truth of each a number for who it is
 */
record PeopleFile(Map<String, Attribute> columns, List<Person> people, int[] truth) {

    /** In a column such as {@code rec_id} the person is what stands before {@code -org} or {@code -dup-2}. */
    private static final Pattern COPY = Pattern.compile("-(org|dup)(-[0-9]+)?$");

    /** @throws IllegalArgumentException if the file cannot be used; the message says why */
    static PeopleFile read(Path path, String truthColumn) throws IOException {
        try (CsvFile file = new CsvFile(path)) {
            List<String> header = file.header();
            int truthAt = header.indexOf(truthColumn);
            if (truthAt < 0) {
                throw new IllegalArgumentException(
                        path + ": there is no column '" + truthColumn + "' but " + String.join(", ", header));
            }
            Map<String, Attribute> columns = columns(header, truthAt);
            if (columns.isEmpty()) {
                throw new IllegalArgumentException(path + ": no column tells about people, such as given_name, surname,"
                        + " date_of_birth, email; there are " + String.join(", ", header));
            }
            return read(path, file, columns, truthAt);
        }
    }

    private static Map<String, Attribute> columns(List<String> header, int truthAt) {
        Map<String, Attribute> columns = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            Attribute attribute = Attribute.of(header.get(i));
            if (attribute != null && i != truthAt && !columns.containsValue(attribute)) {
                columns.put(header.get(i), attribute);
            }
        }
        return columns;
    }

    private static PeopleFile read(Path path, CsvFile file, Map<String, Attribute> columns, int truthAt)
            throws IOException {
        List<String> header = file.header();
        List<Person> people = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (List<String> row = file.next(); row != null; row = file.next()) {
            if (row.size() == 1 && row.get(0).isBlank()) {
                continue;
            }
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(path + ", line " + file.line() + ": " + row.size()
                        + " cells, but there are " + header.size() + " columns");
            }
            if (people.size() == Matching.MOST_PEOPLE) {
                throw new IllegalArgumentException(path + ": more than " + Matching.MOST_PEOPLE + " rows");
            }
            people.add(person(header, row, columns));
            String who = COPY.matcher(row.get(truthAt).strip()).replaceFirst("");
            truth.add(numbers.computeIfAbsent(who, person -> numbers.size()));
        }
        if (people.size() < 2) {
            throw new IllegalArgumentException(path + ": fewer than two rows");
        }
        return new PeopleFile(
                columns, people, truth.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Person person(List<String> header, List<String> row, Map<String, Attribute> columns) {
        Map<Attribute, String> said = new EnumMap<>(Attribute.class);
        for (int i = 0; i < row.size(); i++) {
            Attribute attribute = columns.get(header.get(i));
            if (attribute != null && !row.get(i).isBlank()) {
                said.putIfAbsent(attribute, row.get(i));
            }
        }
        return Person.of(said);
    }
}
