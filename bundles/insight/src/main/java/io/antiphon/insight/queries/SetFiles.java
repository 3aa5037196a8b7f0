package io.antiphon.insight.queries;

import io.antiphon.spi.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of sets in a folder.
 *
 * @param counting those that count, by the set's name
 * @param surplus the names of some that are too many
 * @param many how many are too many
 */
record SetFiles(Map<String, Path> counting, List<String> surplus, int many) {

    /** The most sets there can be. */
    static final int MOST = 1_000;

    static final String ENDING = ".queries";

    private static final int MOST_NAMED = 5;

    /** Those in a folder. If there are too many those count that are live, then the first by name. */
    static SetFiles in(Path folder, Set<String> live) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new SetFiles(Map.of(), List.of(), 0);
        }
        List<Path> all;
        try (Stream<Path> list = Files.list(folder)) {
            all = list.filter(path -> path.getFileName().toString().endsWith(ENDING) && Files.isRegularFile(path))
                    .filter(path -> set(path).matches(QuerySet.NAME))
                    .sorted(Comparator.comparing((Path path) -> !live.contains(set(path)))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
        Map<String, Path> counting = new TreeMap<>();
        all.stream().limit(MOST).forEach(path -> counting.put(set(path), path));
        List<String> surplus =
                all.stream().skip(MOST).limit(MOST_NAMED).map(SetFiles::set).toList();
        return new SetFiles(counting, surplus, Math.max(0, all.size() - MOST));
    }

    private static String set(Path path) {
        String name = path.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    /** What to tell of those that are too many. */
    Optional<Problem> problem() {
        return many == 0
                ? Optional.empty()
                : Optional.of(Problem.error(
                        "etc/queries",
                        "Of " + (MOST + many) + " sets only " + MOST + " are live, the most there can be; not live: "
                                + String.join(", ", surplus) + (many > surplus.size() ? ", …" : "."),
                        "Put their queries into other sets, each of which may have " + QuerySet.MOST
                                + ", or delete sets."));
    }
}
