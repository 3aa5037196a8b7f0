package io.antiphon.tck;

import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectorKitTest {

    private static final String CANARY = "canary-4711";

    /** A connector with a folder and a password. */
    static class Sound implements Connector {
        @Override
        public ConnectorSpec spec() {
            return ConnectorSpec.of("sound", "Sound", "Hears nothing.", "air")
                    .with(
                            Field.path("folder", "Folder").describe("Where.").need(),
                            Field.secret("password", "Password")
                                    .describe("Which.")
                                    .need());
        }

        @Override
        public Optional<Source> source(Settings settings) throws Exception {
            return Optional.of(intake -> () -> {});
        }

        @Override
        public List<Problem> check(Settings settings) {
            return settings.text("folder").startsWith("/nowhere")
                    ? List.of(Problem.error("folder", "It is not there.", ""))
                    : List.of();
        }
    }

    static class SoundIsGreen extends ConnectorKit {
        @Override
        protected Connector connector() {
            return new Sound();
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("folder", "/tmp", "password", CANARY);
        }
    }

    static class ThrowingCheck extends SoundIsGreen {
        @Override
        protected Connector connector() {
            return new Sound() {
                @Override
                public List<Problem> check(Settings settings) {
                    if (settings.text("folder").startsWith("/nowhere")) {
                        throw new IllegalStateException("no folder");
                    }
                    return List.of();
                }
            };
        }
    }

    static class EasilySatisfiedCheck extends SoundIsGreen {
        @Override
        protected Connector connector() {
            return new Sound() {
                @Override
                public List<Problem> check(Settings settings) {
                    return List.of();
                }
            };
        }
    }

    static class TellingSource extends SoundIsGreen {
        @Override
        protected Connector connector() {
            return new Sound() {
                @Override
                public Optional<Source> source(Settings settings) {
                    return Optional.of(new Telling(settings.values().toString()));
                }
            };
        }
    }

    record Telling(String all) implements Source {
        @Override
        public AutoCloseable start(Intake intake) {
            return () -> intake.accept(Signal.of("last-word").text("bye").build());
        }
    }

    static class ClosesOnlyOnce extends SoundIsGreen {
        @Override
        protected Connector connector() {
            return new Sound() {
                @Override
                public Optional<Source> source(Settings settings) {
                    return Optional.of(intake -> () -> {
                        throw new IllegalStateException("does not close");
                    });
                }
            };
        }
    }

    static class SparseSpec extends ConnectorKit {
        @Override
        protected Connector connector() {
            return () -> ConnectorSpec.of("sparse", "", "", "")
                    .with(
                            Field.text("api-token", "Token").orElse("abc"),
                            Field.number("many", "").orElse("some"));
        }
    }

    @Test
    void aSoundConnectorIsGreen() {
        Red.assertGreen(SoundIsGreen.class);
    }

    @Test
    void aCheckThatThrowsIsRed() {
        Red.assertRed(ThrowingCheck.class, "aCheckOfNonsenseAnswersWithProblemsAndNotWithAnException");
    }

    @Test
    void aCheckThatFindsNothingWrongWithNonsenseIsRed() {
        Red.assertRed(EasilySatisfiedCheck.class, "aCheckOfNonsenseAnswersWithProblemsAndNotWithAnException");
    }

    @Test
    void aSourceThatTellsItsSecretIsRed() {
        Red.assertRed(TellingSource.class, "noSecretStandsInAnyText");
    }

    @Test
    void aSourceThatDoesNotCloseIsRed() {
        Red.assertRed(ClosesOnlyOnce.class, "aConnectionClosesAndClosesAgainAndOffersNothingAfterwards");
    }

    @Test
    void aSpecThatSaysTooLittleIsRed() {
        Red.assertRed(
                SparseSpec.class,
                "theSpecIsAlwaysTheSameAndSaysWhatItIs",
                "everyFieldHasALabelAndADescription",
                "defaultsAndExamplesPassTheLint",
                "whatIsNamedLikeASecretIsMarkedAsOneAndHasNoDefault",
                "itHearsOrSpeaks");
    }
}
