package io.antiphon.insight.again;

import io.antiphon.insight.models.ModelFile;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The models that can be tried before they are live: {@code models/trial/NAME.model}. Thread-safe. */
final class TrialModels {

    private static final String ENDING = ".model";
    private static final int MOST_LISTED = 100;

    private final Path folder;

    /** @param home the folder of all data; the place is made if it can be */
    TrialModels(Path home) {
        folder = home.resolve("models").resolve("trial");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            // who looks for a model in it is told
        }
    }

    /** Some that are there, by name. */
    List<String> names() {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
                    .sorted()
                    .limit(MOST_LISTED)
                    .map(TrialModels::plain)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A model's name: its file's without the ending. */
    static String plain(String told) {
        return told.endsWith(ENDING) ? told.substring(0, told.length() - ENDING.length()) : told;
    }

    /**
     * Reads one.
     *
     * @throws AntiphonException NOT_FOUND if it is not there; INVALID if it is no model, is too large or lies elsewhere
     */
    ModelFile read(String told) {
        String name = plain(told);
        if (name.isBlank() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
            throw invalid("'" + told + "' is no name of a model: copy the file to " + folder
                    + " and give its name there, such as tickets for tickets.model");
        }
        try {
            Path file = folder.resolve(name + ENDING);
            if (!Files.isRegularFile(file)) {
                throw new AntiphonException(
                        Code.NOT_FOUND,
                        "There is no " + file + "; there are: " + names()
                                + ". Train one there: ./antiphon train topics DATA.csv --out " + file);
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw invalid(file + " is a link to outside " + folder + ": copy the file itself there");
            }
            return ModelFile.read(file);
        } catch (FileSystemException | InvalidPathException e) {
            throw invalid("The model '" + name + "' cannot be read from " + folder + ": " + e);
        } catch (IOException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static AntiphonException invalid(String message) {
        return new AntiphonException(Code.INVALID, message);
    }
}
