package dev.signalbox.platform.plugins;

import dev.signalbox.connector.ConnectorPlugin;

/**
 * The only parent a plugin has.
 *
 * <p>Guarantee: the JDK and the one package of the contract exist for a plugin; the platform's classes, its libraries and its
 * resources do not.
 */
final class SpiClassLoader extends ClassLoader {

    private static final String CONTRACT = ConnectorPlugin.class.getPackageName();

    SpiClassLoader() {
        super("connector-spi", ClassLoader.getPlatformClassLoader());
    }

    /** The package itself and not those below it: a plugin may well be named dev.signalbox.connector.http. */
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(CONTRACT + ".") && name.indexOf('.', CONTRACT.length() + 1) == -1) {
            return ConnectorPlugin.class.getClassLoader().loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
