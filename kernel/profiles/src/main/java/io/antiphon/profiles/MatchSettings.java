package io.antiphon.profiles;

import io.antiphon.profiles.Suggestions.Matchmaking;
import io.antiphon.profiles.matching.Weights;
import io.antiphon.spi.Problem;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the settings by which people are compared. What is wrong with them is a problem to show, and the shipped weights serve. */
final class MatchSettings {

    private MatchSettings() {}

    static Matchmaking of(ProfileSettings settings, Normaliser normaliser) {
        Weights weights;
        try {
            weights = weights(settings);
        } catch (IOException | IllegalArgumentException e) {
            weights = Weights.shipped();
        }
        return new Matchmaking(
                weights,
                settings.ask(),
                settings.merge(),
                settings.acrossNetworks(),
                settings.legalBasis(),
                new Descriptions(normaliser),
                normaliser.handles(),
                Normaliser.schemes(settings.accounts()));
    }

    private static Weights weights(ProfileSettings settings) throws IOException {
        if (settings.weights().isBlank()) {
            return Weights.shipped();
        }
        try (Reader file = Files.newBufferedReader(Path.of(settings.weights().strip()))) {
            return Weights.shipped().with(file);
        }
    }

    static List<Problem> problems(ProfileSettings settings) {
        List<Problem> problems = new ArrayList<>();
        try {
            weights(settings);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(Problem.warning(
                    ProfileSettings.PID,
                    "The file of weights '" + settings.weights() + "' cannot be used: " + e.getMessage()
                            + ". People are compared by the shipped weights.",
                    "Name a file that 'antiphon evaluate identity … --out FILE' wrote, or none."));
        }
        if (!(settings.merge() >= settings.ask()) || settings.ask() <= 0) {
            problems.add(Problem.warning(
                    ProfileSettings.PID,
                    "'merge' (" + settings.merge() + ") is less than 'ask' (" + settings.ask()
                            + "), or 'ask' is not above 0: everybody who would be asked about is linked.",
                    "Set ask to 0.9 and merge above it, or above 1 to link nobody without asking."));
        }
        problems.addAll(Survivorship.problems(settings));
        return problems;
    }
}
