package dev.signalbox.platform.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A plugin of one source file, compiled and packed by the test that wants it. */
public final class CompiledPlugin {

    private CompiledPlugin() {}

    /** @param source of a public class that is the plugin */
    public static Path write(Path folder, String id, String version, String source) throws IOException {
        var name = name(source);
        var classes = Files.createTempDirectory("compiled-plugin-");
        compile(name, source, classes);
        var files = new TreeMap<String, byte[]>();
        files.put(TestPluginJar.SERVICE, name.getBytes(UTF_8));
        List<Path> compiled;
        try (var all = Files.walk(classes)) {
            compiled = all.filter(Files::isRegularFile).toList();
        }
        for (var file : compiled) {
            files.put(classes.relativize(file).toString(), Files.readAllBytes(file));
        }
        return TestPluginJar.pack(folder, id, version, files);
    }

    private static String name(String source) {
        var found = Pattern.compile("package ([\\w.]+);.*?public final class (\\w+)", Pattern.DOTALL)
                .matcher(source);
        if (!found.find()) {
            throw new IllegalArgumentException("The source has no package and public final class");
        }
        return found.group(1) + "." + found.group(2);
    }

    private static void compile(String name, String source, Path classes) {
        var said = new StringWriter();
        var options = List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        var main =
                new SimpleJavaFileObject(
                        URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(said, null, null, options, null, List.of(main))
                .call()) {
            throw new IllegalArgumentException(said.toString());
        }
    }
}
