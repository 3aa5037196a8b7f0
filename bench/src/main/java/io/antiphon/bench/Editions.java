package io.antiphon.bench;

import io.antiphon.harness.Distribution;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Bundles in many editions: the shipped webhook connector under other versions, and small plugins made here. */
public final class Editions {

    private final Path folder;
    private final Path sources = Distribution.launcher().toAbsolutePath().getParent();

    /** Made in a folder. */
    public Editions(Path folder) {
        this.folder = folder;
    }

    /** The shipped webhook connector, as another version of itself. */
    public Path webhook(String version) throws IOException {
        Path jar = folder.resolve("webhook-" + version + ".jar");
        try (JarInputStream in = new JarInputStream(
                Files.newInputStream(jar("connector-bundles/webhook/target", "connector-webhook-.*\\.jar")))) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
        }
        return jar;
    }

    private Path jar(String in, String pattern) throws IOException {
        try (Stream<Path> files = Files.list(sources.resolve(in))) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .filter(file -> !file.getFileName().toString().contains("-sources"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("not built: " + in + "/" + pattern));
        }
    }

    /**
     * A bundle of one component.
     *
     * @param services the simple names of its interfaces in the contract
     * @param members what the class holds
     * @param imports packages it uses beside the contract
     */
    public Path plugin(String name, String version, List<String> services, String members, String... imports)
            throws IOException {
        String type = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        Path classes = Files.createTempDirectory(folder, name);
        compile(classes, type, """
                package bench;
                import io.antiphon.spi.*;
                import java.util.*;
                public class %s implements %s { %s }
                """.formatted(type, String.join(", ", services), members));
        Path jar = folder.resolve(name + "-" + version + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest(name, version, imports))) {
            add(out, "OSGI-INF/component.xml", component(name, type, services).getBytes(StandardCharsets.UTF_8));
            try (Stream<Path> files = Files.list(classes.resolve("bench"))) {
                for (Path file : files.toList()) {
                    add(out, "bench/" + file.getFileName(), Files.readAllBytes(file));
                }
            }
        }
        return jar;
    }

    private static Manifest manifest(String name, String version, String... imports) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Map.of(
                        "Bundle-ManifestVersion",
                        "2",
                        "Bundle-SymbolicName",
                        "bench." + name,
                        "Bundle-Version",
                        version,
                        "Import-Package",
                        String.join(
                                ",",
                                Stream.concat(Stream.of("io.antiphon.spi;version=\"[0.1,1)\""), Stream.of(imports))
                                        .toList()),
                        "Service-Component",
                        "OSGI-INF/component.xml")
                .forEach(main::putValue);
        return manifest;
    }

    private static String component(String name, String type, List<String> services) {
        StringBuilder provided = new StringBuilder();
        services.forEach(service -> provided.append("<provide interface=\"io.antiphon.spi.")
                .append(service)
                .append("\"/>"));
        return """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="bench.%s">
                  <property name="antiphon.named" value="%s"/>
                  <service>%s</service>
                  <implementation class="bench.%s"/>
                </scr:component>
                """.formatted(name, name, provided, type);
    }

    private static void add(OutputStream out, String name, byte[] content) throws IOException {
        JarOutputStream jar = (JarOutputStream) out;
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private void compile(Path classes, String type, String text) throws IOException {
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///bench/" + type + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        List<String> options = List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                sources.resolve("kernel/spi/target/classes")
                        + File.pathSeparator
                        + jar("assembly/target/assembly/lib/boot", "osgi\\.core-.*\\.jar"));
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, List.of(source))
                .call()) {
            throw new IOException("cannot compile " + type);
        }
    }
}
