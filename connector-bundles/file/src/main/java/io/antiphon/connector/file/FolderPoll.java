package io.antiphon.connector.file;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads what lies in the folder, file by file and row by row. What it has read of a file is remembered after each batch;
 * rows are called by the content's hash and their number, so that the same content is recognised under any name.
 */
record FolderPoll(Folder folder, Reading reading) implements Source.Poll {

    private static final int BATCH = 500;
    private static final int MOST_SHOWN = 64 * 1024;
    private static final String CHECKPOINT = "reading";

    @Override
    public void run(Intake intake) throws IOException, InterruptedException {
        Folder.Content content = folder.look();
        List<String> problems = new ArrayList<>(content.refused());
        for (Path file : content.ready()) {
            try {
                read(file, intake, problems);
            } catch (NoSuchFileException gone) {
                continue; // who dropped it took it away again
            }
        }
        intake.progress("");
        if (!problems.isEmpty()) {
            throw new AntiphonException(AntiphonException.Code.INVALID, String.join("; ", problems));
        }
        intake.alive();
    }

    private void read(Path file, Intake intake, List<String> problems) throws IOException, InterruptedException {
        String name = String.valueOf(file.getFileName());
        Survey survey = Survey.of(file, reading.layout().encoding());
        try (InputStream bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                CountedInput counted = new CountedInput(bytes)) {
            Rows rows = reading.rows(file, counted, survey);
            String missing = rows == null ? "" : rows.missing(reading.mapping());
            if (!missing.isEmpty()) {
                problems.add(name + " waits: " + missing + "; correct the mapping or the file");
                return;
            }
            if (rows != null) {
                new FileRun(name, survey, rows, counted, intake).run();
            }
        } catch (MalformedFileException e) {
            intake.reject(start(file, name), name + " cannot be read as a whole: " + e.getMessage());
            intake.remember(CHECKPOINT, "");
            folder.move(file, "failed");
            return;
        }
        folder.move(file, "done");
        intake.remember(CHECKPOINT, "");
    }

    private static Received start(Path file, String name) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] start = in.readNBytes(MOST_SHOWN);
            return new Received(start.length == 0 ? new byte[] {' '} : start, Map.of(), name);
        }
    }

    /** One passage over one file. */
    private final class FileRun {

        private final String name;
        private final Survey survey;
        private final Rows rows;
        private final CountedInput counted;
        private final Intake intake;
        private final List<Signal> batch = new ArrayList<>(BATCH);
        private long number;

        FileRun(String name, Survey survey, Rows rows, CountedInput counted, Intake intake) {
            this.name = name;
            this.survey = survey;
            this.rows = rows;
            this.counted = counted;
            this.intake = intake;
        }

        void run() throws IOException, InterruptedException {
            try {
                takeAll(recalled());
            } catch (MalformedFileException e) {
                flush();
                throw e;
            }
            flush();
        }

        private void takeAll(long done) throws IOException, InterruptedException {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                number++;
                if (number > done) {
                    take(row);
                }
            }
        }

        private void take(Row row) throws InterruptedException {
            String id = survey.hash() + ":" + number;
            try {
                batch.add(reading.signal(row, id));
            } catch (IllegalArgumentException e) {
                intake.reject(Reading.letter(name, rows, row, id), String.valueOf(e.getMessage()));
            }
            if (batch.size() == BATCH) {
                flush();
            }
        }

        private void flush() throws InterruptedException {
            if (!batch.isEmpty()) {
                intake.acceptPatiently(List.copyOf(batch));
                batch.clear();
                intake.remember(CHECKPOINT, survey.hash() + " " + number);
            }
            String guess = survey.isGuess() ? ", read as windows-1252 because it is not UTF-8" : "";
            long percent = survey.size() == 0 ? 100 : Math.min(100, counted.count() * 100 / survey.size());
            intake.progress(String.format("%s: %,d rows, %d %%%s", name, number, percent, guess));
        }

        private long recalled() {
            return intake.recall(CHECKPOINT)
                    .filter(checkpoint -> checkpoint.startsWith(survey.hash() + " "))
                    .map(checkpoint ->
                            Long.parseLong(checkpoint.substring(survey.hash().length() + 1)))
                    .orElse(0L);
        }
    }
}
