package io.antiphon.connector.file;

import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Mapping;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Source;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Files dropped in a folder, one signal a row, moved to {@code done/} when all their rows are durable. */
@Component(service = Connector.class)
public final class FileConnector implements Connector {

    private static final ConnectorSpec SPEC = new ConnectorSpec(
                    "file",
                    "Files in a folder",
                    "Hears the rows of CSV, JSON Lines and JSON files dropped in a folder.",
                    "file",
                    List.of())
            .with(
                    Field.path("folder", "Folder")
                            .describe(
                                    "Where files are dropped. They are moved to done/ in it when they are read, and to"
                                            + " failed/ if they are not readable at all.")
                            .need()
                            .example("/var/lib/surveys"),
                    Field.text("pattern", "Files")
                            .describe("Which of its files: * stands for any characters, {a,b} for one of them.")
                            .orElse("*")
                            .example("*.{csv,tsv}"),
                    Field.choice("format", "Format", "auto", "csv", "jsonl", "json")
                            .describe(
                                    "What is in the files; auto goes by their names' endings, then by their beginnings.")
                            .orElse("auto"),
                    Field.text("encoding", "Encoding")
                            .describe(
                                    "How characters are written; auto goes by the byte order mark, then takes UTF-8, and"
                                            + " windows-1252 for what is not UTF-8.")
                            .orElse("auto")
                            .example("ISO-8859-1"),
                    Field.text("delimiter", "Delimiter")
                            .describe(
                                    "For CSV: what separates columns, one character or tab; auto takes the most frequent"
                                            + " in the header.")
                            .orElse("auto")
                            .matching("auto|tab|.")
                            .example(";"),
                    Field.text("each", "One signal for each")
                            .describe(
                                    "For JSON: a JSON Pointer to the list of which each element is a signal; empty for"
                                            + " the whole.")
                            .matching("/.*")
                            .example("/responses"))
            .with(Mapping.fields("a column's name, or in JSON a JSON Pointer", "Customer comment"))
            .with(
                    Field.duration("interval", "Interval")
                            .describe("How long to wait between two looks at the folder.")
                            .orElse("5s"),
                    Field.duration("settle", "Settling time")
                            .describe("How long a file must have been unchanged before it is read.")
                            .orElse("2s"));

    private final Clock clock;

    /** The connector. */
    @Activate
    public FileConnector() {
        this(Clock.systemUTC());
    }

    FileConnector(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public Optional<Source> source(Settings settings) {
        Reading reading = new Reading(Mapping.of(settings), Layout.of(settings));
        return Optional.of(Source.poll(
                settings.duration("interval"), new FolderPoll(Folder.of(settings, clock), reading), reading::reread));
    }

    @Override
    public List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>(Mapping.problems(settings));
        Path folder = Path.of(settings.text("folder"));
        if (!Files.isDirectory(folder)) {
            problems.add(Problem.error("folder", "There is no folder " + folder + ".", "Make it, or name another."));
        } else if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
            problems.add(Problem.error(
                    "folder",
                    "The folder " + folder + " cannot be read and written.",
                    "Files are moved when they are read, so we need both."));
        }
        String encoding = settings.text("encoding");
        if (!encoding.equals("auto") && !isCharset(encoding)) {
            problems.add(Problem.error(
                    "encoding", "'" + encoding + "' is no encoding this Java knows.", "For example: ISO-8859-1"));
        }
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + settings.text("pattern"));
        } catch (IllegalArgumentException e) {
            problems.add(Problem.error("pattern", "The pattern is malformed.", "For example: *.csv"));
        }
        return problems;
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
