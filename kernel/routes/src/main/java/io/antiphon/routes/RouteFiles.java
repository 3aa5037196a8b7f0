package io.antiphon.routes;

import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Source;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of Camel routes dropped into deploy/, each a connection named after its file. A broken file becomes a failing
 * connection, or a warning on the one whose former version goes on.
 */
final class RouteFiles implements ArtifactInstaller {

    static final String CONNECTOR = "camel-yaml";

    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);
    private static final String SUFFIX = ".camel.yaml";
    private static final ConnectorSpec SPEC = ConnectorSpec.of(
                    CONNECTOR, "Camel routes", "Runs a file of Camel routes from deploy/.", "camel")
            .with(Field.path("file", "File"));

    private final Kernel kernel;
    private final Supervisors supervisors;

    RouteFiles(Kernel kernel, Supervisors supervisors) {
        this.kernel = kernel;
        this.supervisors = supervisors;
    }

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(SUFFIX);
    }

    @Override
    public void install(File file) throws IOException {
        put(file);
    }

    @Override
    public void update(File file) throws IOException {
        put(file);
    }

    @Override
    public void uninstall(File file) {
        if (mine(id(file))) {
            supervisors.remove(id(file));
        }
    }

    private void put(File file) throws IOException {
        String id = id(file);
        String text = Files.readString(file.toPath(), StandardCharsets.UTF_8);
        Routes routes = new Routes(id, file.getName(), text, kernel);
        Plug plug = new Plug(routes, SPEC, "", file.getName());
        Supervisor before = supervisors.find(id);
        if (before == null) {
            Terms terms = new Terms(Map.of("connector", CONNECTOR, "file", file.getPath()));
            supervisors.begin(id, terms, plug);
        } else if (!mine(id)) {
            LOG.error("{} is not run: there is a connection '{}'. Rename the file", file, id);
        } else {
            replace(before, plug, routes);
        }
    }

    private void replace(Supervisor before, Plug plug, Routes routes) {
        Running running = before.running();
        if (running == null) {
            before.plug(plug);
            return;
        }
        if (((Routes) running.plug().connector).text.equals(routes.text)) {
            before.warn(List.of());
            return;
        }
        try {
            List<Problem> problems = kernel.workers()
                    .call(
                            "connection " + before.id() + " check",
                            kernel.limits().check(),
                            () -> routes.check(Settings.none()))
                    .answer()
                    .get();
            if (problems.isEmpty()) {
                before.proved(Proof.of(routes, before.terms(), problems));
                before.plug(plug);
            } else {
                before.warn(problems.stream().map(RouteFiles::formerGoesOn).toList());
            }
        } catch (ExecutionException e) {
            before.warn(List.of(formerGoesOn(Problem.error(routes.file, Failures.reason(e.getCause()), ""))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Problem formerGoesOn(Problem problem) {
        return Problem.error(problem.where(), problem.what(), "The version before goes on until the file is mended.");
    }

    private boolean mine(String id) {
        Supervisor supervisor = supervisors.find(id);
        return supervisor != null && supervisor.terms().connector().equals(CONNECTOR);
    }

    private static String id(File file) {
        return file.getName().substring(0, file.getName().length() - SUFFIX.length());
    }

    /** One version of one file. */
    private static final class Routes implements Connector {

        private final String id;
        private final String file;
        private final String text;
        private final Kernel kernel;

        Routes(String id, String file, String text, Kernel kernel) {
            this.id = id;
            this.file = file;
            this.text = text;
            this.kernel = kernel;
        }

        @Override
        public ConnectorSpec spec() {
            return SPEC;
        }

        @Override
        public Optional<Source> source(Settings settings) {
            return Optional.of(new RouteFile(file, text));
        }

        @Override
        public List<Problem> check(Settings settings) {
            try {
                new RouteFile(file, text).tryOut(ConnectionIntake.nowhere(id, kernel));
                return List.of();
            } catch (Exception e) {
                return List.of(RouteProblems.of(file, e));
            }
        }
    }
}
