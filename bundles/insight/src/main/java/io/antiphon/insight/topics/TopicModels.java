package io.antiphon.insight.topics;

import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.models.WatchedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models of topics in a folder, {@code NAME.model} each, and the one of emotions that comes with the product. One thread looks. */
final class TopicModels {

    /** The name of the model of emotions. */
    static final String EMOTION = "emotion";

    private static final Logger LOG = LoggerFactory.getLogger(TopicModels.class);
    private static final String ENDING = ".model";
    private static final String SENTIMENT = "sentiment.model";
    private static final int MOST = 16;

    private final Path folder;
    private final TopicModel emotion;
    private final Map<String, WatchedFile<Optional<TopicModel>>> files = new HashMap<>();
    private List<String> left = List.of();

    TopicModels(Path folder) throws IOException {
        this.folder = folder;
        this.emotion = emotion();
    }

    /** The one that comes with the product. */
    static TopicModel emotion() throws IOException {
        try (InputStream in = TopicModels.class.getResourceAsStream("emotion.model")) {
            if (in == null) {
                throw new IOException("emotion.model is missing in the bundle");
            }
            return new TopicModel(ModelFile.read(in, "emotion.model"));
        }
    }

    /** Looks whether a model has come, changed or gone. */
    boolean look(boolean atOnce) {
        boolean changed = false;
        Set<String> names = names();
        for (String name : names) {
            files.computeIfAbsent(
                    name, any -> new WatchedFile<>(folder.resolve(name + ENDING), Optional.empty(), TopicModels::read));
        }
        for (String name : new ArrayList<>(files.keySet())) {
            WatchedFile<Optional<TopicModel>> file = files.get(name);
            changed |= file != null && (atOnce ? file.lookAtOnce() : file.look());
            if (file != null && file.current().isEmpty() && !names.contains(name)) {
                files.remove(name);
            }
        }
        return changed;
    }

    private static Optional<TopicModel> read(Path file) throws IOException {
        ModelFile read = ModelFile.read(file);
        return read.kind().equals(TopicModel.KIND) ? Optional.of(new TopicModel(read)) : Optional.empty();
    }

    private Set<String> names() {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            List<String> found = list.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !name.startsWith(".") && !name.equals(SENTIMENT))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted(Comparator.comparing((String name) -> !files.containsKey(name))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            tell(found.stream().skip(MOST).toList());
            return new HashSet<>(found.subList(0, Math.min(MOST, found.size())));
        } catch (IOException e) {
            return files.keySet(); // the folder is away for a moment
        }
    }

    private void tell(List<String> tooMany) {
        if (!tooMany.equals(left) && !tooMany.isEmpty()) {
            LOG.warn(
                    "There are more than {} models in {}; these are not live: {}. Take some away, or train one of several files",
                    MOST,
                    folder,
                    tooMany);
        }
        left = tooMany;
    }

    /** Those that can be asked, by name. */
    Map<String, TopicModel> current() {
        Map<String, TopicModel> all = new TreeMap<>();
        all.put(EMOTION, emotion);
        files.forEach((name, file) -> file.current().ifPresent(model -> all.put(name, model)));
        return all;
    }

    /**
     * What {@link #current} would be if one more were live, or another in the place of one.
     *
     * @throws IOException if it could not be live under that name
     */
    static Map<String, TopicModel> with(Map<String, TopicModel> current, String name, ModelFile file)
            throws IOException {
        if ((name + ENDING).equals(SENTIMENT)) {
            throw new IOException("it was trained for topics, and " + SENTIMENT
                    + " is the name of the model of feelings: give it another name");
        }
        if (!current.containsKey(name) && current.size() > MOST) {
            throw new IOException("there are " + MOST + " models already: give it the name of the one to be replaced");
        }
        Map<String, TopicModel> all = new TreeMap<>(current);
        all.put(name, new TopicModel(file));
        return all;
    }

    /** Tells which models in which versions they are. */
    static String version(Map<String, TopicModel> models) {
        if (models.size() == 1) {
            return models.values().iterator().next().version();
        }
        StringBuilder all = new StringBuilder();
        models.forEach((name, model) ->
                all.append(all.isEmpty() ? "" : "+").append(name).append('-').append(model.version()));
        return all.length() <= 100
                ? all.toString()
                : Integer.toHexString(all.toString().hashCode()) + "-" + models.size();
    }
}
